/*
The figures of findings, each with its content key: what it says and who said it, whatever file holds it. A
figure of which no observation could be made stands under its figure_id.
*/
select
    named.finding_id,
    named.obs_id,
    named.role,
    coalesce(latest.content_key, observation.content_key, figure.content_key, '') as content_key
from core.finding_input as named
left join core.latest as latest on named.obs_id = latest.obs_id
left join core.observation as observation on named.obs_id = observation.obs_id
left join raw.figure as figure on named.obs_id = figure.figure_id

/*
Every territory with each territory above it, and the days for which that held: parents, their parents,
and groups that list their members. `depth` 1 is the direct parent.
*/
with
parent as (
    select
        territory_id,
        parent_id as ancestor_id,
        valid_from,
        valid_to,
        1 as depth
    from reference.territory
    where parent_id <> ''
),

grandparent as (
    select
        parent.territory_id,
        above.ancestor_id,
        greatest(parent.valid_from, above.valid_from) as valid_from,
        least(parent.valid_to, above.valid_to) as valid_to,
        2 as depth
    from parent
    inner join parent as above on parent.ancestor_id = above.territory_id
),

great_grandparent as (
    select
        grandparent.territory_id,
        above.ancestor_id,
        greatest(grandparent.valid_from, above.valid_from) as valid_from,
        least(grandparent.valid_to, above.valid_to) as valid_to,
        3 as depth
    from grandparent
    inner join parent as above on grandparent.ancestor_id = above.territory_id
),

grouped as (
    select
        member_id as territory_id,
        group_id as ancestor_id,
        valid_from,
        valid_to,
        1 as depth
    from reference.territory_member
),

every as (
    select * from parent
    union all
    select * from grandparent
    union all
    select * from great_grandparent
    union all
    select * from grouped
)

select
    territory_id,
    ancestor_id,
    valid_from,
    valid_to,
    depth
from every
where valid_from <= valid_to

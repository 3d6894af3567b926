/*
Figures that no rule withholds, each with the interval that its printed precision leaves: `low` to `high`.
Rounded to the nearest, half a unit of the last printed place to either side; truncated, one unit away from
zero, the far end left out; not known, one whole unit to either side, since sources do both (XBRL
Calculations 1.1; pipeline/rules/intervals.py says the same exactly). An end that is left out is held as the
nearest value inside it, one unit of the tenth decimal away.
*/
select
    -- All columns of an observation are handed on, whatever they are.
    latest.*, -- noqa: AM04
    cast(
        latest.value - case
            when latest.precision_model = 'rounded' then latest.step * 0.5
            when latest.precision_model <> 'truncated' then latest.step
            when latest.value > 0 then 0
            else greatest(latest.step - 0.0000000001, 0)
        end as decimal(38, 10)
    ) as low,
    cast(
        latest.value + case
            when latest.precision_model = 'rounded' then latest.step * 0.5
            when latest.precision_model <> 'truncated' then latest.step
            when latest.value < 0 then 0
            else greatest(latest.step - 0.0000000001, 0)
        end as decimal(38, 10)
    ) as high
from core.latest as latest
where
    not exists (
        select 1
        from core.withheld as withheld
        where latest.obs_id = withheld.obs_id
    )

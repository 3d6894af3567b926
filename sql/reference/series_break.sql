/*
The days on which the composition of a territory changed: a part of it went to another one, or came to it. A
change between two parts of one territory does not change that one. What goes on under another name or
number is no break.
*/
with
changed as (
    select
        changed_on,
        from_id,
        to_id
    from reference.territory_change
    where kind in ('formed', 'boundary')
),

holder as (
    select
        territory_id,
        territory_id as holder_id,
        valid_from,
        valid_to
    from reference.territory
    union all
    select
        territory_id,
        ancestor_id as holder_id,
        valid_from,
        valid_to
    from reference.ancestor
),

giver as (
    select distinct
        changed.changed_on,
        changed.from_id,
        changed.to_id,
        holder.holder_id
    from changed
    inner join holder
        on
            changed.from_id = holder.territory_id
            and changed.changed_on > holder.valid_from
            and date_diff('day', holder.valid_to, changed.changed_on) <= 1
),

taker as (
    select distinct
        changed.changed_on,
        changed.from_id,
        changed.to_id,
        holder.holder_id
    from changed
    inner join holder
        on
            changed.to_id = holder.territory_id
            and changed.changed_on between holder.valid_from and holder.valid_to
),

either as (
    select * from giver
    union all
    select * from taker
),

one_sided as (
    select
        changed_on,
        from_id,
        to_id,
        holder_id
    from either
    group by changed_on, from_id, to_id, holder_id
    having count(*) = 1
)

select distinct
    territory.territory_id,
    one_sided.changed_on
from one_sided
inner join reference.territory as territory
    on
        one_sided.holder_id = territory.territory_id
        and one_sided.changed_on between territory.valid_from and territory.valid_to

/*
What became of territories on the days their composition changed: from which to which, the whole or a part,
and the listed territories that went over. `member_id` is empty where no listed one did; how much of a
territory a part is, nobody states, and no share is made up.
*/
with
holder as (
    select
        territory_id,
        ancestor_id,
        valid_from,
        valid_to
    from reference.ancestor
),

moved as (
    select distinct
        composition.changed_on,
        composition.from_id,
        composition.to_id,
        earlier.territory_id as member_id
    from reference.territory_change as composition
    inner join reference.territory as earlier
        on date_diff('day', earlier.valid_to, composition.changed_on) = 1
    inner join reference.territory as later
        on
            earlier.territory_id = later.territory_id
            and composition.changed_on = later.valid_from
            and earlier.parent_id <> later.parent_id
    inner join holder as giver
        on
            earlier.territory_id = giver.territory_id
            and composition.from_id = giver.ancestor_id
            and composition.changed_on > giver.valid_from
            and date_diff('day', giver.valid_to, composition.changed_on) <= 1
    inner join holder as taker
        on
            later.territory_id = taker.territory_id
            and composition.to_id = taker.ancestor_id
            and composition.changed_on between taker.valid_from and taker.valid_to
)

select
    composition.changed_on,
    composition.from_id,
    composition.to_id,
    composition.kind,
    composition.part,
    composition.basis,
    coalesce(moved.member_id, '') as member_id
from reference.territory_change as composition
left join moved
    on
        composition.changed_on = moved.changed_on
        and composition.from_id = moved.from_id
        and composition.to_id = moved.to_id

/*
The direct members of each economic region and country, with the days for which that held: what a sum of
members must be complete over. A city or district that belongs to no economic region is a member of the
country itself.
*/
with
level_of as (
    select distinct
        territory_id,
        level
    from reference.territory
)

select
    ancestor.ancestor_id,
    ancestor.territory_id,
    ancestor.valid_from,
    ancestor.valid_to,
    level_of.level
from reference.ancestor as ancestor
inner join level_of on ancestor.ancestor_id = level_of.territory_id
inner join level_of as own on ancestor.territory_id = own.territory_id
where
    ancestor.depth = 1
    and (
        (level_of.level = 'economic_region' and own.level in ('district', 'city'))
        or (level_of.level = 'country' and own.level in ('economic_region', 'district', 'city'))
    )

# Birinci səhifə.

issue = { $month }, { $name } buraxılışı
as-known-on = { $day } tarixinə məlum olduğu kimi
fact-as-of = Məlumatların tarixi
fact-release = Bu buraxılışın tarixi
fact-next-release = Növbəti buraxılış
fact-not-announced = elan edilməyib
fact-contact = Əlaqə
fact-corrections = Düzəlişlər
fact-no-corrections = bu buraxılışa düzəliş yoxdur

## Large figures

tile-investment = { $unit } – əsas kapitala yönəldilmiş investisiya, { $place }, { $when }
tile-change = əvvəlki ilin müvafiq dövrünə nisbətən { $change }
tile-change-published = əvvəlki ilin müvafiq dövrünə nisbətən { $change }, dərc edildiyi kimi
tile-flow = { $unit } – təkcə { FORM($when, as: "in") }
tile-change-month = əvvəlki ilin müvafiq ayına nisbətən { $change }
tile-resettled = nəfər – məskunlaşdığı bildirilib, { $place }, { $when }
tile-families = { $families } ailə
tile-cleared = hektar – minalardan təmizləndiyi bildirilib, { $place }, { $when }
tile-planned = mənzil – plan üzrə, { $place }, { $when }

## Key table

key-table = Əsas göstəricilər
    .subtitle = Son məlum göstəricilər; dəyişmələr əvvəlki ilin müvafiq dövrünə nisbətən faizlə; dərəcələr mənbələr bölməsində izah olunur
key-table-change-computed = Dəyişmə, hesablanmış
key-table-change-published = Dəyişmə, dərc edilmiş
key-table-completed = { $name }, tamamlandığı bildirilib

## What the figures are

about-figures = Bu məlumatlar haqqında
about-known-as-of = { START($day, as: "by") } məlum olan göstəricilər verilir. Müşahidə göstəriciləri ən geci { FORM($last, as: "by") } aiddir; planların son tarixi daha gec ola bilər.
about-past-day = Bu buraxılış { FORM($day, as: "by") } nəyin məlum olduğunu göstərir. Göstərici dərc edilə bildiyi son gündən, o gün məlum deyilsə, alındığı gündən məlum sayılır.
about-reported = Hər bir göstərici onu dərc edən qurumun məlumatıdır; ədəddən sonra mötərizədəki hərflər onun necə oxunduğunu göstərir və şərti işarələr bölməsində izah olunur. Hər bir ədəd mənbəni və yeri göstərən mənşə cədvəlindəki qeydlə bağlıdır.

## Main points

points-investment = { START($place, as: "in") } { FORM($when, as: "in") } əsas kapitala yönəldilmiş investisiya { $figure } { $unit } təşkil edib{ $reported }
points-change-published = ; əvvəlki ilin müvafiq dövrünə nisbətən dərc edilmiş dəyişmə { $change }, { $basis }
points-change-published-by = ; əvvəlki ilin müvafiq dövrünə nisbətən dərc edilmiş dəyişmə { $change } ({ $publisher }), { $basis }
points-change-decided = ; əvvəlki ilin müvafiq dövrünə nisbətən dəyişmə { $change } ({ $publisher }), { $basis }
points-change-computed = ; əvvəlki ilin müvafiq dövrünə nisbətən bildirilmiş göstəricilər üzrə, qiymət dəyişməsi nəzərə alınmadan hesablanmış dəyişmə { $change }
flow-alone = Təkcə { FORM($month, as: "in") } investisiya { $figure } { $unit } təşkil edib.
flow-alone-changed = Təkcə { FORM($month, as: "in") } investisiya { $figure } { $unit } təşkil edib, əvvəlki ilin müvafiq ayına nisbətən dəyişmə { $change }.
no-flow = { START($month, as: "for") } aylıq göstərici yoxdur: { $missing } üzrə göstərici istifadə edilmir.
points-contribution = İlin əvvəlindən göstəricinin dəyişməsinə ən böyük töhfə: { $place }, { $contribution } faiz bəndi.
points-regions = İqtisadi rayonların { FORM($when, as: "for") } göstəriciləri: { $figures }.
points-regions-more = İqtisadi rayonların { FORM($when, as: "for") } göstəriciləri: { $figures }; digərləri ərazilər bölməsindədir.
points-no-region = İqtisadi rayonların { FORM($month, as: "for") } göstəriciləri istifadə edilmir.
points-no-region-last = İqtisadi rayonların { FORM($month, as: "for") } göstəriciləri istifadə edilmir; sonuncular: { $last }.
points-no-region-more = İqtisadi rayonların { FORM($month, as: "for") } göstəriciləri istifadə edilmir; sonuncular: { $last }; digərləri dövrləri ilə ərazilər bölməsindədir.
points-region-last = { $place } – { $figure } { $unit } ({ FORM($when, as: "short") }, { $publisher })
points-resettled-families = { START($place, as: "in") } { FORM($when, as: "by") } { $families } ailənin, { $persons } nəfərin məskunlaşdığı bildirilib ({ $publisher }).
points-resettled = { START($place, as: "in") } { FORM($when, as: "by") } { $persons } nəfərin məskunlaşdığı bildirilib ({ $publisher }).
points-dwellings = { START($place, as: "in") } { $planned } mənzil planlaşdırılır; { FORM($when, as: "by") } olan məlumata görə, onlardan { $completed } mənzilin tamamlandığı bildirilib ({ $publisher }).
points-cleared = { START($place) }: { FORM($when, as: "in") } { $area } hektar sahənin minalardan təmizləndiyi bildirilib ({ $publisher }).
points-planned = Planlara görə { FORM($place, as: "in") } { $persons } nəfər məskunlaşmalıdır, son tarix – { $due } ({ $publisher }).
points-construction = { START($place, as: "in") } tikinti-quraşdırma işlərinin son məlum göstəricisi { FORM($when, as: "for") }: { $figure } { $unit } ({ $publisher }).
points-last-region = Ölkədən aşağı səviyyəli ərazilər üzrə investisiyanın istifadə edilən göstəricisi olan son dövr: { $when }; ən böyük göstərici: { $place }, { $figure } { $unit } ({ $publisher }).
points-last-region-one = Ölkədən aşağı səviyyəli ərazilər üzrə investisiyanın istifadə edilən göstəricisi olan son dövr: { $when }; { $place }, { $figure } { $unit } ({ $publisher }).
points-last-part = { START($whole, as: "of") } hissələri üzrə investisiyanın istifadə edilən göstəricisi olan son dövr: { $when }; ən böyük göstərici: { $place }, { $figure } { $unit } ({ $publisher }).
points-last-part-one = { START($whole, as: "of") } hissələri üzrə investisiyanın istifadə edilən göstəricisi olan son dövr: { $when }; { $place }, { $figure } { $unit } ({ $publisher }).
points-last-whole = { START($whole, as: "of") } yeganə hissəsi – { $place } – üzrə investisiyanın istifadə edilən göstəricisi olan son dövr: { $when }; { $figure } { $unit } ({ $publisher }).
points-none-known = Ən geci { FORM($month, as: "by") } aid məlum göstərici yoxdur.
points-known = { START($day, as: "by") } ən geci { FORM($month, as: "by") } aid { $count } göstərici məlumdur.
points-none-withheld = Bu ayların bütün göstəriciləri istifadə edilir.
points-withheld = Məlum göstəricilərdən { $count } ədədi istifadə edilmir; səbəblər təsdiqlənməmiş göstəricilər bölməsindədir.
points-releases = Məlum göstəricilər { $count } məlumat mənbəyindən götürülüb; eyni məlumatın təkrar çapları bir dəfə sayılır.

subject-investment = əsas kapitala yönəldilmiş investisiya
subject-resettlement = məskunlaşma
subject-housing = mənzillər
subject-clearance = minatəmizləmə
subject-plans = planlar

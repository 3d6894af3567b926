# Birinci səhifə.

issue = { $month }, buraxılış { $name }
as-known-on = { $day } tarixinə məlum olduğu kimi
fact-as-of = Məlumatların tarixi
fact-next-release = Növbəti buraxılış
fact-not-announced = elan edilməyib
fact-contact = Əlaqə
fact-corrections = Düzəlişlər
fact-no-corrections = bu buraxılışa düzəliş yoxdur

## Large figures

tile-investment = { $unit } – əsas kapitala investisiya, { $place }, { $when }
tile-change = əvvəlki ilin eyni dövrünə nisbətən { $change }
tile-change-published = əvvəlki ilin eyni dövrünə nisbətən { $change }, dərc edildiyi kimi
tile-flow = { $unit } – { FORM($when, as: "in") }, yalnız ay üzrə
tile-change-month = əvvəlki ilin eyni ayına nisbətən { $change }
tile-resettled = nəfər – məskunlaşdığı bildirilib, { $place }, { $when }
tile-families = { $families } ailə
tile-cleared = hektar – minalardan təmizləndiyi bildirilib, { $when }
tile-planned = mənzil – plan üzrə, { $place }, { $when }

## Key table

key-table = Əsas göstəricilər
    .subtitle = Son məlum qiymətlər; dəyişmələr əvvəlki ilin müvafiq dövrünə nisbətən faizlə; dərəcələr mənbələr bölməsində izah olunur
key-table-change-computed = Dəyişmə, hesablanmış
key-table-change-published = Dəyişmə, dərc edilmiş
key-table-completed = { $name }, tamamlandığı bildirilib

## What the figures are

about-figures = Bu məlumatlar haqqında
about-known-as-of = { FORM($day, as: "by") } məlum olan göstəricilər verilir. Müşahidə göstəriciləri ən geci { FORM($last, as: "by") } aiddir; planların son tarixi daha gec ola bilər.
about-past-day = Bu buraxılış { FORM($day, as: "by") } nəyin məlum olduğunu göstərir. Göstərici dərc edilə bildiyi son gündən, o gün məlum deyilsə, alındığı gündən məlum sayılır.
about-reported = Hər bir göstəricini onun naşiri bildirir; ədəddən sonra mötərizədəki sözlər onun nə dərəcədə təsdiqləndiyini göstərir. Hər bir ədəd mənbəni və yeri göstərən mənşə cədvəlindəki qeydlə bağlıdır.

## Main points

points-investment = { START($place, as: "in") } { FORM($when, as: "in") } əsas kapitala investisiya { $figure } { $unit } təşkil edib ({ $publisher })
points-change-published = ; əvvəlki ilin müvafiq dövrünə nisbətən dərc edilmiş dəyişmə { $change }
points-change-computed = ; əvvəlki ilin müvafiq dövrünə nisbətən dəyişmə { $change }
flow-alone = { START($month, as: "in") } investisiya, yalnız ay üzrə, { $figure } { $unit } təşkil edib.
flow-alone-changed = { START($month, as: "in") } investisiya, yalnız ay üzrə, { $figure } { $unit } təşkil edib, əvvəlki ilin eyni ayına nisbətən { $change }.
no-flow = { START($month, as: "for") } aylıq göstərici yoxdur: { FORM($missing, as: "for") } ilin əvvəlindən göstərici yoxdur.
points-contribution = İlin əvvəlindən göstəricinin dəyişməsində ən böyük pay: { $place }, { $contribution } faiz bəndi.
points-no-region = İqtisadi rayonların { FORM($month, as: "for") } göstəriciləri istifadə edilmir; istifadə edilən son göstəricilər dövrləri ilə ərazilər bölməsindədir.
points-resettled-families = { START($place, as: "in") } { FORM($when, as: "by") } { $families } ailənin, { $persons } nəfərin məskunlaşdığı bildirilib ({ $publisher }).
points-resettled = { START($place, as: "in") } { FORM($when, as: "by") } { $persons } nəfərin məskunlaşdığı bildirilib ({ $publisher }).
points-dwellings = { START($place, as: "in") } { $planned } mənzil planlaşdırılır, onlardan { $completed } mənzilin tamamlandığı bildirilib, { FORM($when, as: "for") } göstərildiyi kimi ({ $publisher }).
points-cleared = { START($when, as: "for") } { $area } hektar sahənin minalardan təmizləndiyi bildirilib ({ $publisher }).
points-planned = Planlara görə { FORM($place, as: "in") } { $persons } nəfər məskunlaşmalıdır, müddət – { $due } ({ $publisher }).
points-construction = { START($place, as: "in") } tikinti-quraşdırma işlərinin son məlum göstəricisi { FORM($when, as: "for") }: { $figure } { $unit } ({ $publisher }).
points-last-region = Ölkədən aşağı səviyyəli ərazilər üzrə investisiyanın istifadə edilən göstəricisi olan son dövr: { $when }; ən böyük qiymət: { $place }, { $figure } { $unit } ({ $publisher }).
points-last-region-only = Ölkədən aşağı səviyyəli ərazilər üzrə investisiyanın istifadə edilən göstəricisi olan son dövr: { $when }: { $place }, { $figure } { $unit } ({ $publisher }).
points-last-part = { START($whole, as: "of") } hissələri üzrə investisiyanın istifadə edilən göstəricisi olan son dövr: { $when }; ən böyük qiymət: { $place }, { $figure } { $unit } ({ $publisher }).
points-last-part-only = { START($whole, as: "of") } hissələri üzrə investisiyanın istifadə edilən göstəricisi olan son dövr: { $when }: { $place }, { $figure } { $unit } ({ $publisher }).
points-none-known = { START($month, as: "by") } qədər tarixli məlum göstərici yoxdur.
points-known = { START($day, as: "by") } { FORM($month, as: "by") } qədər tarixli { $count } göstərici məlumdur.
points-none-withheld = Bu ayların bütün göstəriciləri istifadə edilir.
points-withheld = Məlum göstəricilərdən { $count } ədədi istifadə edilmir; səbəblər təsdiqlənməmiş göstəricilər bölməsindədir.
points-releases = Məlum göstəricilər { $count } məlumat mənbəyindən götürülüb; eyni məlumatın təkrar çapları bir dəfə sayılır.

subject-investment = əsas kapitala investisiya
subject-resettlement = məskunlaşma
subject-housing = mənzillər
subject-clearance = minatəmizləmə
subject-plans = planlar

# Bütün bölmələr üçün ümumi sözlər.

table-label = Cədvəl { $number }
figure-label = Şəkil { $number }
interval = { $low } – { $high }
interval-in-brackets = { " (" }{ $low } – { $high })
decimals-fewer = Göstəricilərin yuvarlaqlaşdırılması daha çoxuna imkan vermədikdə onluq rəqəmlər azdır.
rows-cut-newest = Ən son sətirlər göstərilir ({ $rows }); hamısı cells.csv faylındadır.
rows-cut-first = İlk sətirlər göstərilir ({ $rows }); hamısı cells.csv faylındadır.
publisher-not-known = dərc edən məlum deyil
source-without-publisher = mənbə { $sources }, dərc edən məlum deyil
publishers-and-others = { $names } və başqaları
as-decided-by-office = { $by }, tərtibçinin qərarı ilə
reported = { " " }({ $publisher })
reported-as-decided = { " " }({ $publisher })
cite-text = { $office }. { $title }. { START($issue) }. Məlumatların tarixi: { $day }. { $where }
nothing-known = { START($month) } və ondan əvvəlki dövr üçün { $subject } üzrə məlum göstərici yoxdur.
nothing-known-own = { START($month) } və ondan əvvəlki dövr üçün { $subject } üzrə bütövlükdə və ayrıca götürülmüş { FORM($place, as: "of") } məlum göstəricisi yoxdur.
expected-not-received = { START($measure) }: { FORM($month, as: "for") } göstərici { FORM($known, as: "by") } alınmayıb; gözlənilən son tarix: { $due }.
sum-of-parts-withheld = { START($place) }, { $when }: öz göstəricisi istifadə edilmədiyi üçün hissələrinin göstəricilərinin cəmi verilir; ondan hesablananlar bu cəmə əsaslanır. Səbəbi təsdiqlənməmiş göstəricilər bölməsindədir.
sum-of-parts = { START($place) }, { $when }: öz göstəricisi məlum olmadığı üçün hissələrinin göstəricilərinin cəmi verilir; ondan hesablananlar bu cəmə əsaslanır.
due-not-stated = göstərilməyib

## Heads of tables

head-indicator = Göstəricinin adı
head-period-or-date = Dövr və ya tarix
head-reference-period = Hesabat dövrü
head-figure = Göstərici
head-unit = Vahid
head-grade = Dərəcə
head-source = Mənbə
head-month = Ay
head-period = Dövr
head-territory = Ərazi
head-as-reported = Bildirildiyi kimi
head-number = Sayı
head-contribution = Töhfə, faiz bəndi
head-date = Tarix
head-coverage = Əhatə
head-due = Son tarix
head-last-stated = Son bildiriş
head-planned = Plan üzrə
head-families = Ailə
head-persons = Nəfər
head-dwellings = Mənzil
head-named-figure = Göstərici

## Flags

mark-p = ilkin məlumat
mark-e = qiymətləndirmə
mark-b = sırada kəsilmə; ərazinin tərkibi dəyişib
mark-r = yenidən baxılıb; əvvəlki versiyada başqa rəqəm olub
mark-n = dərc edən qurum bildirib, məlumatın istehsalçısı təsdiqləməyib
mark-d = tərtibçinin qərarı ilə istifadə olunan göstəriciyə əsaslanır
mark-w = istifadə edilmir; yekunlarda, qrafiklərdə və əsas məqamlarda yoxdur
mark-x = məlumat yoxdur
mark-z = tətbiq olunmur
mark-of-table = { $mark } bu cədvəlin hər bir ədədinə aiddir: { $meaning }.
mark-of-figure = { $mark } bu şəklin hər bir ədədinə aiddir: { $meaning }.
figure-source = Mənbə: { $sources }.
figure-sources = Mənbələr: { $sources }.
title-with-unit = { $title }: { $unit }

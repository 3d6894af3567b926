# Mövsümi dəyişmələrdən təmizlənmiş investisiya və sıranın təmizlənməməsinin səbəbləri.

adjusted-title = Mövsümi dəyişmələrdən təmizlənmiş investisiya
adjusted-none = { START($place, as: "in") } investisiya bu buraxılışda mövsümi dəyişmələrdən təmizlənmədən verilir; səbəb aşağıda göstərilib. Mövsümi dəyişmələrdən təmizlənməmiş göstəricilər əvvəlki ilin müvafiq ayı ilə müqayisə edilir.
adjusted-lead = { START($place, as: "in") } { FORM($when, as: "in") } mövsümi dəyişmələrdən təmizlənmiş investisiya { $figure } { $unit } təşkil edib.
adjusted-lead-changed = { START($place, as: "in") } { FORM($when, as: "in") } mövsümi dəyişmələrdən təmizlənmiş investisiya { $figure } { $unit } təşkil edib, əvvəlki aya nisbətən dəyişmə { $change }.
adjusted-estimates = Təmizlənmiş göstəricilər və trend-tsikl sıranın bütün ayları üzrə qiymətləndirmədir: hər yeni ay əvvəlkiləri, ən çox da sonuncuları dəyişir.

## The figure

adjusted-chart = Aylar üzrə investisiya, { $place }: təmizlənməmiş, təmizlənmiş və trend-tsikl
    .subtitle = { START($unit) }, aylıq, { $span }; qiymət dəyişməsi nəzərə alınmır
    .alt = Aylar üzrə üç xətt, { $span }: təmizlənmiş sıra qalın, təmizlənməmiş sıra qırıq, trend-tsikl nazik xətlə. Hər birinin adı sonunda yazılıb. Ədədlər şəklin altında verilib.
adjusted-chart-above = Mövsümi dəyişmələrdən təmizlənmiş investisiya, { $place }: { $month } göstəricisi { $before } göstəricisindən çoxdur
adjusted-chart-below = Mövsümi dəyişmələrdən təmizlənmiş investisiya, { $place }: { $month } göstəricisi { $before } göstəricisindən azdır
adjusted-chart-equal = Mövsümi dəyişmələrdən təmizlənmiş investisiya, { $place }: { $month } göstəricisi { $before } göstəricisinə bərabərdir
adjusted-line-flow = Təmizlənməmiş
adjusted-line-flow_sa = Təmizlənmiş
adjusted-line-flow_trend = Trend-tsikl
adjusted-note-scale = Aşağı hissədə yalnız təmizlənmiş sıra və trend-tsikl göstərilir; onun şkalası ayrıdır və sıfırdan başlamaya bilər.

## The last months

adjusted-table = Aylar üzrə investisiya, { $place }: təmizlənməmiş, təmizlənmiş və trend-tsikl
    .subtitle = Sonuncular yuxarıda; qiymət dəyişməsi nəzərə alınmır
adjusted-head-flow = Təmizlənməmiş, { $unit }
adjusted-head-flow_sa = Təmizlənmiş, { $unit }
adjusted-head-change = Təmizlənmiş, əvvəlki aya nisbətən dəyişmə, %
adjusted-head-flow_trend = Trend-tsikl, { $unit }
adjusted-note-decimals = Təmizlənmiş göstəricilər və trend-tsikl ayın təmizlənməmiş göstəricisinin imkan verdiyi qədər onluq işarə ilə verilir; təmizləmənin öz qeyri-müəyyənliyi onlarda əks olunmur.
adjusted-note-sources = Mənbələr təmizlənməmiş göstəricilərin mənbələridir.

## The series considered

adjusted-subject = Mövsümi təmizləmə: { INSIDE($title) }
adjusted-series = { START($place) }: { $state }.
adjusted-too-short = { START($place) }: { $state }, aylıq göstəricilər { $known } ay üzrə məlumdur, ən azı { $needed } ay lazımdır.
adjusted-diagnostics = Mövsümi təmizləmə üçün baxılan sıralar və diaqnostika
    .subtitle = Aylar üzrə investisiya; hər sıra ayrıca təmizlənir
adjusted-head-series = Sıra
adjusted-head-observations = Aylar
adjusted-head-m7 = M7
adjusted-head-q = Q
adjusted-head-qs_adjusted_p = QS, p
adjusted-head-state = Vəziyyət
adjusted-note-program = Hər sıra üçün ayrıca spesifikasiya ilə X-13ARIMA-SEATS: model və filtrlər ildə bir dəfə nəzərdən keçirilir, əmsallar hər ay yenidən qiymətləndirilir.
adjusted-note-months = Aylar: sıranın təmizləmənin əsaslandığı bütün ayları; cells.csv faylında olan ilk ay: { $from }.
adjusted-conditions = Təmizlənmiş göstəricilər { $published } aydan etibarən, mövsümilik aşkar edildikdə, M7 göstəricisi { $m7 } həddindən, Q göstəricisi { $q } həddindən kiçik, p isə ən azı { $p } olduqda dərc edilir: p təmizlənmiş sırada mövsümilik qalmadıqda onun QS statistikasının ehtimalıdır. { $experimental } aydan etibarən onlar eksperimentaldır; daha az ay olduqda təmizləmə aparılmır.
adjusted-discrepancy = { START($when, as: "in") } iqtisadi rayonların mövsümi dəyişmələrdən təmizlənmiş göstəricilərinin cəmi { $sum } { $unit } təşkil edir. Ölkənin təmizlənmiş göstəricisindən bu cəm çıxıldıqda { $apart } { $unit }, { $share } qalır. Bu fərq olduğu kimi göstərilir və iqtisadi rayonlar üzrə bölüşdürülmür.

## The state of a series, and reasons

adjusted-state-published = dərc edilib
adjusted-state-experimental = eksperimental, dərc edilmir
adjusted-state-not_published = təmizlənib, dərc edilmir
adjusted-state-not_adjusted = təmizlənməyib
adjusted-state-because = { $state }: { $reasons }
adjusted-reason-too_short = ayların sayı azdır
adjusted-reason-short = dərc üçün ayların sayı azdır
adjusted-reason-no_specification = tərtibçidə bu sıra üçün spesifikasiya yoxdur
adjusted-reason-specification = sıranın spesifikasiyası yerinə yetirilə bilmir
adjusted-reason-mixed = sıranın göstəricilərinin birdən çox vahidi, baza dövrü və ya qiymət əsası var
adjusted-reason-duplicate = bir ayın birdən çox göstəricisi var
adjusted-reason-too_long = ayların sayı proqramın qəbul etdiyindən çoxdur
adjusted-reason-too_large = göstəricilərdə rəqəmlərin sayı proqramın qəbul etdiyindən çoxdur
adjusted-reason-missing = göstəricisi olmayan aylar var
adjusted-reason-not_positive = sıfır və ya mənfi göstərici var
adjusted-reason-cumulative = göstəricilər hər il ərzində artır və hər yanvarda azalır, ilin əvvəlindən göstəricilər kimi
adjusted-reason-constant = bütün aylarda göstərici eynidir
adjusted-reason-program = proqram istifadə edilə bilən nəticə verməyib
adjusted-reason-not_converged = modelin hesablanması yaxınlaşmayıb
adjusted-reason-no_seasonality = mövsümilik aşkar edilmir
adjusted-reason-residual = təmizlənmiş sırada mövsümi təsir qalır
adjusted-reason-m7 = M7 öz həddindən kiçik deyil
adjusted-reason-q = Q öz həddindən kiçik deyil

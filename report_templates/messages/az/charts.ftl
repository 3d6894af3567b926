# Qrafiklər nə deyir: qrafiki təsvir edən cümlə, plitə xəritəsi, yenidən baxışlar, planlar və bildirilənlər.

chart-series = { $name }, ədədlərin sayı { $count }: { $told }.
chart-series-one = { $name }, bir ədəd: { $label }, { $figure }.
chart-series-many = Sıraların sayı { $count }; onlardan birincisi və sonuncusu:
chart-first = birinci, { $label }, { $figure }
chart-first-largest = birinci və ən böyük, { $label }, { $figure }
chart-largest = ən böyük, { $label }, { $figure }
chart-last = sonuncu, { $label }, { $figure }
chart-last-largest = sonuncu və ən böyük, { $label }, { $figure }
chart-number = Ədəd { $id }
chart-keys = Ox düymələri ədəddən ədədə keçir, Enter onun mənşə cədvəlindəki qeydinə aparır.

## İqtisadi rayonların plitə xəritəsi

map-change = { START(LETTERS($regions)) } iqtisadi rayondan { LETTERS($known) } rayonda investisiya əvvəlki ilin müvafiq dövründən çoxdur
    .subtitle = Əvvəlki ilin müvafiq dövrünə nisbətən dəyişmə, %, { $when }
    .series = Dəyişmə, %
map-figure = { START(LETTERS($regions)) } iqtisadi rayondan { LETTERS($known) } rayonun { FORM($when, as: "for") } göstəricisi var
    .subtitle = { START($unit) }, { $when }
    .series = İnvestisiya
map-alt = İqtisadi rayonların plitə xəritəsi; iqtisadi rayonların sayı { LETTERS($regions) }, göstəricisi olanlar { LETTERS($known) }. Ədədlər şəklin altında verilib.
map-none = məlumat yoxdur
map-note = Plitələr eyni ölçüdədir və təxminən iqtisadi rayonların xəritədəki yerinə uyğun qoyulub; sərhədləri göstərmir. Rəng tündləşdikcə göstərici sıfırdan uzaqlaşır: ən böyüyünə qədər dörd bərabər pillə var.
map-note-below = Sol kənardakı ştrixlər: göstərici sıfırdan kiçikdir.
map-note-none = Məlumat yoxdur: bu dövr üzrə iqtisadi rayonun istifadə edilən göstəricisi yoxdur.

## Yenidən baxışların yelpiyi

fan-title = Yenidən baxılmış ən yeni göstəricilər: göstərilib – { $count }; ilk göstəricisindən yuxarı – { $above }, aşağı – { $below }
    .subtitle = { START($measure) }, { $place }, ilin əvvəlindən; ilk göstəricidən fərq, { $unit }, məlumat versiyaları üzrə
    .alt = Göstəricilərin ilk göstəricidən fərqini bildirildiyi ay üzrə göstərən xətlər. Ədədlər şəklin altında verilib.
    .ray = { $name }, bildirişlərin sayı { $count }; ən yeni ilə ilkin fərqi { $figure }.
    .revision = yenidən baxış
    .note = Hər bir xətt ilk göstərici ilə, sıfırdan başlayır və göstərici yenidən bildirilənədək öz hündürlüyünü saxlayır. Göstəricilər bildirildiyi ay üzrə, sonra isə ən yeni ilə ilk göstəricinin fərqi verilib.

## Yenidən baxışların üçbucağı

triangle-title = İlk göstəricidən ən böyük fərq: { $period }, { $figure }
    .subtitle = { START($measure) }, { $place }, ilin əvvəlindən; sonrakı və ilk göstəricinin fərqi, { $unit }, aradakı müddət üzrə
    .alt = Yenidən baxışların istilik xəritəsi: hər hesabat dövrü üçün sətir, ilk göstəricidən sonrakı hər müddət üçün sütun. Ədədlər şəklin altında verilib.
    .note = Rəng tündləşdikcə göstərici sıfırdan uzaqlaşır. Sol kənardakı ştrixlər: göstərici sıfırdan kiçikdir. Boş: ilk göstəricidən hələ bu qədər ay keçməyib. Yenidən bildirilməmiş göstəricinin yenidən baxışı sıfırdır.
triangle-none = Göstərilən göstəricilərin heç birinə yenidən baxılmayıb
triangle-horizon-1 = Bir ay
triangle-horizon-3 = Üç ay
triangle-horizon-12 = On iki ay
triangle-horizon-to_date = Məlumatların tarixinədək

## Planlar və bildirilənlər

outcome-title = { START($day, as: "by") } eyni əhatə üzrə planlar və bildirilmiş göstəricilər: { LETTERS($count) } plandan { LETTERS($drawn, as: "part") }
    .subtitle = Hər planın öz vahidi ilə; ən son bildirişdən başlayaraq
    .alt = Cüt zolaqlar: planlaşdırılan göstəricilər açıq, göstərilən tarixədək bildirilənlər tünd rəngdə. Ədədlər şəklin altında verilib.
    .note = Hər cütün öz miqyası var: planlaşdırılan göstəricinin zolağı hamısında eyni uzunluqdadır. Bildirilən – öz tarixinə olan son göstəricidir, proqnoz deyil.
    .cut = Eyni əhatə və vahid üzrə bir neçə plandan son tarixi ən gec olanı, bunlardan da ən yeni bildirişi olanlar göstərilib; cədvəldə daha çox plan var.
outcome-title-all = { START($day, as: "by") } eyni əhatə üzrə planlar və bildirilmiş göstəricilər
outcome-pair = { $place }, { $unit }
outcome-planned = planlaşdırılıb, { FORM($due, as: "short") }
outcome-planned-open = planlaşdırılıb
outcome-reported = bildirilib, { FORM($when, as: "short") }

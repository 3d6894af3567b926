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
chart-keys = Ox düymələri ədəddən ədədə keçir, Enter onun mənşə göstəricisindəki qeydinə aparır.

## İqtisadi rayonların plitə xəritəsi

map-change = İnvestisiyası əvvəlki ilin müvafiq dövründən çox olan iqtisadi rayonlar: { $known }, cəmi { $regions }
    .subtitle = Əvvəlki ilin müvafiq dövrünə nisbətən dəyişmə, %, { $when }
    .series = Dəyişmə, %
map-figure = { START($when, as: "for") } göstəricisi olan iqtisadi rayonlar: { $known }, cəmi { $regions }
    .subtitle = { START($unit) }, { $when }
    .series = İnvestisiya
map-alt = İqtisadi rayonların plitə xəritəsi; rayonların sayı { $regions }, göstəricisi olanlar { $known }. Ədədlər şəklin altında verilib.
map-none = məlumat yoxdur
map-note = Plitələr eyni ölçüdədir və rayonların yerləşdiyi yerə yaxın qoyulub; sərhədləri göstərmir. Daha tünd: sıfırdan daha uzaq.
map-note-below = Sol kənardakı ştrixlər: sıfırdan aşağı.
map-note-none = Məlumat yoxdur: bu dövr üzrə rayonun göstəricisi istifadə edilmir.

## Yenidən baxışların yelpiyi

fan-title = Yenidən bildirilmiş göstəricilər: { $count }; ilk bildirişdən yuxarı: { $above }, aşağı: { $below }
    .subtitle = { START($measure) }, { $place }, ilin əvvəlindən; ilk göstəricidən fərq, { $unit }, məlumat versiyaları üzrə
    .alt = Göstəricilərin ilk göstəricidən fərqini bildirildiyi ay üzrə göstərən xətlər. Ədədlər şəklin altında verilib.
    .ray = { $name }, bildirişlərin sayı { $count }; ən yeni ilə ilkin fərqi { $figure }.
    .revision = yenidən baxış
    .note = Hər bir xətt ilk göstərici ilə, sıfırdan başlayır və göstərici yenidən bildirilənədək öz hündürlüyünü saxlayır. Göstəricilər bildirildiyi ay üzrə, sonra isə ən yeni ilə ilk göstəricinin fərqi verilib.

## Yenidən baxışların üçbucağı

triangle-title = Göstərilənlərdən ilk göstəricisindən ən uzaq olanı: { $period }, fərq { $figure }
    .subtitle = { START($measure) }, { $place }, ilin əvvəlindən; sonrakı və ilk göstəricinin fərqi, { $unit }, aradakı müddət üzrə
    .alt = Yenidən baxışların istilik xəritəsi: hər hesabat dövrü üçün sətir, ilk göstəricidən sonrakı hər müddət üçün sütun. Ədədlər şəklin altında verilib.
    .note = Daha tünd: sıfırdan daha uzaq. Sol kənardakı ştrixlər: sıfırdan aşağı. Boş: ilk göstəricidən hələ bu qədər ay keçməyib. Yenidən bildirilməmiş göstəricinin yenidən baxışı sıfırdır.
triangle-none = Göstərilən göstəricilərin heç birinə yenidən baxılmayıb
triangle-horizon-1 = Bir ay
triangle-horizon-3 = Üç ay
triangle-horizon-12 = On iki ay
triangle-horizon-to_date = Bu günədək

## Planlar və bildirilənlər

outcome-title = { START($day, as: "by") } eyni əhatə üzrə planlar və bildirilmiş göstəricilər: { $count } plandan { $drawn }
    .subtitle = Hər planın öz vahidi ilə; ən son bildirişdən başlayaraq
    .alt = Cüt zolaqlar: planlaşdırılan göstəricilər açıq, onlardan bu günədək bildirilənlər tünd rəngdə. Ədədlər şəklin altında verilib.
    .note = Hər cütün öz miqyası var: planlaşdırılan göstəricinin zolağı hamısında eyni uzunluqdadır. Bildirilən, öz tarixinədək olan son göstəricidir, proqnoz deyil.
    .cut = Eyni əhatə və vahid üzrə bir neçə plandan icra müddəti ən gec olanı, bunlardan da ən yeni bildirişi olanlar çəkilib; aşağıdakı cədvəldə daha çoxu var.
outcome-pair = { $place }, { $unit }
outcome-planned = planlaşdırılıb, { FORM($due, as: "short") }
outcome-planned-open = planlaşdırılıb
outcome-reported = bildirilib, { FORM($when, as: "short") }

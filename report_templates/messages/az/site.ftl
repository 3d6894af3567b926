# Oxucular üçün saytın sabit sözləri. Göstəricilər, adlar və buraxılış məlumatları buraxılışlardan və qurumdan gəlir.

site-nav = Bu sayt
site-languages = Dil
site-past = { $month }, { $day } tarixinə məlum olduğu kimi
site-size = { $count }{ "\u00a0" }kB
site-size-large = { $count }{ "\u00a0" }MB
site-form-html = veb-səhifə
site-form-pdf = PDF
site-form-xlsx = cədvəl kitabı
site-form-of = { $form }, { $language }
site-sized = { $name } ({ $size })

## Səhifələrin adları

site-page-index = Son buraxılış
site-page-archive = Arxiv
site-page-indicators = Göstəricilər
site-page-search = Axtarış
site-page-calendar = Buraxılış təqvimi
site-page-corrections = Düzəlişlər
site-page-cite = Necə istinad etməli
site-page-report = Uyğunsuzluq barədə bildirin
site-page-accessibility = Əlçatanlıq
site-page-about = Sayt haqqında

## Birinci səhifə

site-read = Bülleteni oxuyun
site-other-languages = Digər dillərdə:
site-data = Məlumatlar:
site-all-files = Bu buraxılışın bütün faylları
site-key-figures = Əsas göstəricilər
site-territories = Ərazilər üzrə buraxılışlar
site-earlier = Əvvəlki buraxılışlar
site-earlier-all = Bütün buraxılışlar bütün formaları ilə arxivdədir.
site-find = Hər bir çap olunmuş ədədin bülletenin sonundakı mənşə cədvəlində göstərilən kodu var. Axtarış koddan ədədin çap olunduğu yerə və onun nədən alındığına aparır.
site-search-short = Ədədin kodu, xana və ya göstərici

## Arxiv

site-archive-lead = Bütün buraxılışlar illər üzrə, əvvəlcə ən yeniləri. Buraxılış nömrəsi ilə bitən öz ünvanında qalır; ayın ünvanı onun ən yeni buraxılışını göstərir.
site-head-issue = Buraxılış
site-head-bulletin = Bülleten
site-head-files = Fayllar
site-files-of = Fayllar: { $issue }
site-archive-past = Müəyyən günə məlum olduğu kimi buraxılışlar
site-archive-past-lead = Daha əvvəlki günə nəyin məlum olduğunu göstərir; öz ayının buraxılışı ilə yanaşı durur.

## Buraxılışın faylları

site-files-lead = Bu buraxılışın bülletenləri, məlumatları və təsdiqləri. SHA-256 burada və manifest.json faylında göstərilənlə eynidirsə, fayl dəyişdirilməyib; buraxılışın bütün faylları SHA256SUMS faylında sadalanır, «sha256sum -c SHA256SUMS» onları yoxlayır.
site-address = Bu buraxılışın ünvanı, { $own }, dəyişmir. Ayın ünvanı, { $month }, onun ən yeni buraxılışını göstərir.
site-files-bulletins = Bülleten
site-files-data = Məlumatlar və təsdiqlər
site-files-indicators-lead = Hər göstəricinin metodologiyası və göstəriciləri, bu buraxılışda olduğu kimi.
site-country = Ölkə
site-head-language = Dil
site-head-form = Forma
site-head-file = Fayl
site-head-size = Həcm
site-numbers = Çap olunmuş ədədlərin siyahısı
site-numbers-lead = Bu buraxılışın bu dildə çap etdiyi bütün ədədlər, kodlar üzrə, mənşəyinə keçidlərlə. Skriptlər tələb olunmur.
site-cite-issue = Bu buraxılışa necə istinad etməli

## Çap olunmuş ədədlərin siyahıları

site-numbers-title = Çap olunmuş ədədlər, { $issue }
site-numbers-order = Bu buraxılışın çap etdiyi hər bir ədəd, kodların sırası ilə. Keçid ədədin haradan götürüldüyünü bildirən sətrə aparır.
site-numbers-part = { $first } – { $last }
site-numbers-parts = Siyahının hissələri
site-head-facet = Göstəricinin hissəsi
site-head-page = Səhifə

## Göstəricilər

site-indicators-lead = Son buraxılışın hər bir göstəricisi: son məlum rəqəmi, sırası və metodologiyası.
site-head-code = Kod
site-head-last = Son göstərici
site-head-status = Status
site-series = Sıra
site-series-full = Son buraxılışın əsaslandığı hesablamanın bütün göstəriciləri.
site-series-printed = Son buraxılışda çap olunmuş göstəricilər.
site-series-csv = { PLURAL($count) ->
       *[other] CSV faylında { $shown } dəqiq göstərici
    }
site-series-left = { PLURAL($count) ->
       *[other] Daha { $shown } ərazinin göstəriciləri CSV faylındadır.
    }
site-series-none = Son buraxılışda bu göstəricinin heç bir rəqəmi istifadə edilmir.
site-series-link = Keçidi olan rəqəm mənşəyini göstərən sətrə aparır. İstifadə edilməyən göstəricilər CSV faylında U statusu ilə durur.
site-status = Statuslar (SDMX CL_OBS_STATUS kod siyahısı üzrə)
site-methodology = Metodologiya
site-methodology-lead = Tərif, düstur, mənşəyi ilə birlikdə göstəricilər, yenidən baxışlar, qaydalar və məhdudiyyətlər, bu buraxılışlarda olduğu kimi:
site-short = Qısaca
site-head-presentation = Təqdimat
site-head-part = Hissə
site-chart = { $place }: { $presentation }, { $unit }
site-chart-says = Xətti qrafik, { $when }, { PLURAL($count) ->
       *[other] { $shown } göstərici
    }. Ən kiçik – { $low } ({ $low_when }), ən böyük – { $high } ({ $high_when }), sonuncu – { $last } ({ $last_when }). Hamısı aşağıdakı cədvəldədir.

site-flag-ACCEPTED = tərtibçinin qəbul etdiyi göstəriciyə əsaslanır
site-flag-ATTRIBUTED = tərtibçinin qərarı ilə başqa dövrə aid edilən göstəriciyə əsaslanır
site-flag-CORRECTED = tərtibçinin qərarı ilə başqa rəqəmlə istifadə olunan göstəriciyə əsaslanır
site-flag-BREAK = müqayisə edilən göstəricilər sıradakı kəsilmənin müxtəlif tərəflərindədir
site-flag-GAP = iki məlum göstərici arasındakı aylar bir göstəricidə, bölünmədən
site-flag-MULTIPLE = sonrakı göstərici əvvəlkindən üç dəfədən çox böyükdür
site-flag-NEGATIVE = ilin əvvəlindən sonrakı göstərici əvvəlkindən kiçikdir
site-flag-NEG_WITHIN_ROUNDING = fərq yuvarlaqlaşdırmanın izah etdiyindən çox deyil
site-flag-PREV_REVISED_LATER = əvvəlki göstərici sonrakından gec məlum olub: qarışıq versiyalar
site-flag-ZERO = göstərici əvvəlkini təkrarlayır

## Axtarış

site-search-lead = Çap olunmuş ədədin kodunu (məsələn, { $number }), xananın kodunu (məsələn, { $cell }) və ya göstəricini adındakı sözlərlə tapır. Xana kodunun ilk iki hissəsi ilə həmin sıranın bütün xanaları tapılır.
site-search-label = Ədədin kodu, xananın kodu və ya göstəricinin adından sözlər
site-search-find = Axtar
site-search-results = Nəticə
site-search-none = Bu saytdakı heç bir buraxılışda bu kodlu ədəd və ya xana, bu adlı göstərici də yoxdur.
site-search-found = { PLURAL($count) ->
       *[other] { $shown } yerdə tapıldı.
    }
site-search-more = { PLURAL($count) ->
       *[other] { $shown } xanadan ilk { $most } göstərilir.
    }
site-search-unread = Axtarış göstəricisinin bir hissəsi yüklənmədi.
site-search-every = Bu xananın bütün ədədləri
site-search-no-script = Skriptlər olmadan hər buraxılışın ədədləri sadə siyahılardadır:
site-search-lists = Çap olunmuş ədədlərin siyahıları

## Təqvim

site-calendar-published = Çıxmış buraxılışlar

## Düzəlişlər

site-corrections-lead = Düzəliş eyni ayın yeni buraxılışıdır: növbəti nömrəni və öz ünvanını alır; ayın ünvanı bundan sonra onu göstərir. Sonrakı aylarda yenidən baxılmış göstəricilər düzəliş deyil; hər buraxılış öz dəyişikliklərini sadalayır.
site-corrections-none = Bu saytdakı buraxılışlara düzəliş yoxdur.
site-drafts = Yalnız idarə üçün: bu sayt dərc edilməmiş layihələri göstərir.
site-state-draft = layihə, dərc edilməyib
site-state-released = dərc edilib
site-state-corrected = düzəldilib
site-state-withdrawn = geri götürülüb
site-corrections-row = { $issue }: öz ayının əvvəlki buraxılışını əvəz edir.
site-corrections-corrected = Bu buraxılış düzəldilib, tarix: { $day }. Onu başqa buraxılış əvəz edir, faylları əlçatan qalır.
site-corrections-withdrawn = Bu buraxılış geri götürülüb, tarix: { $day }. Ondan istifadə edilməməlidir; faylları əlçatan qalır.
site-corrections-released = Dərc tarixi: { $day }.
site-corrections-early = Elan edilmiş saatdan əvvəl dərc edilib. Səbəb: { $text }
site-corrections-announced = Elan tarixi: { $day }.
site-corrections-old = Əvvəlki buraxılış
site-corrections-own = Buraxılışın özü
site-corrections-new = Onu əvəz edən buraxılış
site-corrections-newest = Ayın ən yeni buraxılışı
site-corrections-numbers = Fərqlənən ədədlər
site-corrections-number = Ədəd
site-corrections-cell = Xana
site-corrections-before = Əvvəl çap edilən
site-corrections-now = İndi çap edilən
site-corrections-not-printed = çap edilməyib
site-corrections-cut = { $count } ədəddən ilk { $shown } ədəd göstərilir; hamısı hər iki buraxılışın published_number.csv faylındadır.
site-corrections-counts = Bundan başqa, fərqlənən daxil olan məlumatların sayları və diaqnostika göstəriciləri: { $shown }. Onlar hər iki buraxılışın published_number.csv faylındadır.

## Necə istinad etməli

site-cite-lead = İstinadda qurum, başlıq, ay, buraxılışın nömrəsi və göstəricilərin məlum olduğu gün göstərilir. Ayrıca ədədə onun kodu ilə istinad edilir.
site-cite-address = Buraxılışın ünvanı dəyişmir.
site-cite-no-address = Saytın bu nüsxəsinin açıq ünvanı yoxdur. Göstərilən SHA-256 buraxılışın manifest.json faylınındır; o, bütün digər faylların heşlərini sadalayır və faylların məhz həmin fayllar olduğunu yoxlamağa imkan verir.
site-cite-newest = Son buraxılış
site-cite-number = Son buraxılışın bir ədədi
site-cite-all = Bütün buraxılışlar
site-cite-sealed = manifest.json faylının SHA-256 heşi: { $hash }.
site-cite-one = { $text } Ədədin kodu: { $id }.
site-cite-select = Köçürmək üçün mətn

## Uyğunsuzluq barədə bildiriş

site-report-lead = Ədəd, mətn və ya fayl mənbəyindən fərqlənirsə və ya ondan istifadə etmək mümkün deyilsə, quruma bildirin.
site-report-what = Cavab verməyə nə kömək edir
site-report-issue = buraxılış, məsələn { $issue }
site-report-number = ədədin kodu (onu keçid göstərir, mənşə cədvəli isə sadalayır) və ya faylın adı
site-report-expected = nə gözlədiyiniz və bunu hansı mənbənin bildirdiyi, ünvanı və ya surəti ilə
site-report-access = istifadə çətindirsə: qurğu, brauzer və ya oxu proqramı və nə etmək istədiyiniz
site-report-then = Göstərici mənbəyi ilə tutuşdurulur. Buraxılış dəyişərsə, növbəti nömrəni alır və «Düzəlişlər» səhifəsində göstərilir.

## Əlçatanlıq

site-access-lead = Məqsəd – səhifələrin WCAG 2.2 standartının A və AA səviyyələrinə uyğunluğudur.
site-access-ways = Nə edilib
site-access-keyboard = Səhifələrdən yalnız klaviatura ilə, 360 pikseldən enli pəncərədə və 400 % böyütmədə istifadə etmək olar.
site-access-landmarks = Hər səhifədə bölgələr, ardıcıl başlıqlar və mətnə keçid var.
site-access-tables = Cədvəllərin adları və başlıqları var; pəncərədən enli cədvəl öz çərçivəsində sürüşdürülür.
site-access-charts = Hər qrafikin nə göstərdiyini bildirən mətni var, ədədləri isə altında durur.
site-access-colour = Heç bir məna yalnız rənglə verilmir; artırılmış kontrast və məcburi rəng ayarları nəzərə alınır.
site-access-scripts = Axtarışdan başqa hər şey skriptsiz işləyir; axtarış əvəzinə sadə siyahılar var.
site-access-languages = Hər səhifə öz dilini bildirir və digər dillərdə eyni səhifəyə aparır.
site-access-pdf = PDF bülletenlər nişanlanıb (PDF/A-3a): başlıqlar, cədvəl başlıqları, alternativ mətnlər.
site-access-tested = Necə yoxlanılır
site-access-tests = Proqramın hər versiyası Chromium brauzerində axe-core ilə 360 və 1280 piksel enində və klaviatura ilə yoxlanılır. Köməkçi texnologiyalardan istifadə edən insanların yoxlamaları qeydə alınmayıb.
site-access-limits = Məlum məhdudiyyətlər
site-access-wide = Kiçik pəncərələrdə enli cədvəlləri sürüşdürmək lazımdır.
site-access-long = Buraxılışın mənşə cədvəli uzundur; axtarış daha sürətlidir.
site-access-small = Kiçik pəncərələrdə qrafiklərin mətni xırdadır; qrafikləri sürüşdürmək olar.
site-access-contact = İstifadəsi çətin olanı bildirmək üçün:

## Sayt haqqında

site-about-office = Qurum
site-about-what = Burada nə var
site-about-text = Təqdim edilmiş məlumatlardan elan olunmuş qaydalarla hazırlanan statistik bülletenin aylıq buraxılışları. Hər bir çap olunmuş ədəd götürüldüyü xanaya və mənbədə onu bildirən yerə aparır. Eyni məlumatlardan bayt-bayt eyni fayllar alınır.
site-about-names = Adlar və təsnifatlar
site-about-licence = Məlumatların lisenziyası
site-about-folder = Bu sayt fayllardan ibarət qovluqdur. O, kuki faylları qoymur, başqa ünvanlardan heç nə yükləmir və oxucuları saymır.
site-about-checked = Saytın bütün fayllarının SHA-256 heşləri ilə siyahısı:

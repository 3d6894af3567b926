# Səhifənin, mənşə cədvəlinin və buraxılış məlumatlarının sabit sözləri.

page-main-points = Əsas məqamlar
page-annex = Əlavə
page-symbols = Şərti işarələr
page-symbol = İşarə
page-meaning = Mənası
page-index = Mənşə cədvəli
page-index-lead = Hər bir çap olunmuş ədəd, onun götürüldüyü xana və bu xananın mənşəyi. Mətndəki ədədlər bu cədvələ keçid verir. { $table_short } – { $table }, { $figure_short } – { $figure }.
page-index-number = Ədədin kodu
page-index-printed = Çap olunub
page-index-cell = Xana
page-index-origin = Mənşə
page-index-place = Yer
page-numbers = Göstərilən ədədlər
# Səhifənin altında: Səhifə 3 / 20.
page-page = Səhifə
page-of = /
page-skip = Mətnə keç
page-contents = Mündəricat
page-as-pdf = Bu buraxılış PDF faylı kimi
page-others = Bu ayın digər buraxılışları

table-label-short = C{ $number }
figure-label-short = Ş{ $number }

## Dilin mətnlərini insan oxuyubmu

review-none = Proqramla tərtib edilib, hələ yoxlanılmayıb
review-none-sentence = Bu buraxılışın mətnləri proqramla tərtib edilib və hələ insan tərəfindən yoxlanılmayıb.
review-by = Yoxlayıb: { $name }, { $day }

## Ədəd haradandır

origin-rows = { $table } cədvəlinin sətirləri
origin-more = { $shown }; və daha { $more }
origin-line = sətir { $line }, { $column }
origin-characters = simvollar { $first }–{ $last }

## Cədvəl və şəkillərdən kənarda ədədin yeri

place-adjusted = mövsümilik
place-changed = dəyişikliklər
place-clearance = minatəmizləmə
place-districts = rayonlar
place-growth = artım
place-housing = mənzillər
place-investment = investisiya
place-key-figures = əsas ədədlər
place-main-points = əsas məqamlar
place-planned = planlar
place-quality = keyfiyyət
place-resettlement = məskunlaşma
place-revised = yenidən baxış
place-territories = ərazilər
place-unconfirmed = təsdiqsiz
place-works = işlər

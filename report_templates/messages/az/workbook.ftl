# The fixed words of a release's workbook.

## Names of sheets

sheet-contents = Mündəricat
sheet-cells = Xanalar
sheet-sources = Mənbələr
sheet-symbols = İşarələr
sheet-columns = Sütunlar

## Heads of columns

sheet-sheet = Vərəq
sheet-title = Başlıq
sheet-section = Bölmə
sheet-rows = Sətirlər
sheet-numbers = Rəqəm kodları
sheet-flags = { $column }: sözlər və işarələr
sheet-again = { $column } ({ $count })
sheet-series = Sıra
sheet-point = Nöqtə
sheet-value = Göstərici
sheet-symbol = İşarə
sheet-meaning = Mənası
sheet-column = Sütun
sheet-unit = Vahid

## Lines above a table

sheet-one-table = Bu vərəqdə bir cədvəl var. O, bu sətirlərdən aşağıda başlayır.
sheet-back = Mündəricata qayıt
sheet-ids = Rəqəm kodları sətirdəki rəqəmləri soldan sağa adlandırır; hər biri bülletenin mənşə cədvəlində var.
sheet-exact = Rəqəmlər çap olunduğu kimi yuvarlaqlaşdırılıb; dəqiq göstəricilər xanalar vərəqində və cells.csv faylındadır.
sheet-cells-note = Göstəricilər dəqiqdir. { $digits } rəqəmdən uzun göstərici mətn kimi yazılıb, çünki cədvəl proqramı onu kəsərdi.
sheet-cells-title = Buraxılışın bütün xanaları
sheet-sources-title = Xanaların mənbələri
sheet-symbols-title = Cədvəllərdə işlənən işarələr
sheet-columns-title = Xanalar vərəqinin sütunlarının mənası
sheet-cut-rows = Burada ilk { $rows } sətir var; hamısı { $file } faylındadır.
sheet-cut-text = { " " }… Mətn iş kitabının xanasına sığandan uzundur.

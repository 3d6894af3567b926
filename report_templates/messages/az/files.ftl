# Buraxılışın məlumat faylları və onların heşləri.

files-title = Məlumat faylları və onların heşləri
files-lead = Buraxılışın məlumatları bu fayllardadır. Faylın SHA-256 heşi burada çap olunanla eynidirsə, o, bu buraxılışın faylıdır; heşi sha256sum proqramı göstərir.
files-elsewhere = Buraxılışın məlumat faylları və onların heşləri ümumi buraxılışda verilib: { $issue }. Bu buraxılışda çap olunan xanalar və ədədlər onun PDF faylına cells.csv və published_number.csv kimi əlavə edilib.
files-table = Buraxılışın məlumat faylları
files-head-file = Fayl
files-head-holds = Məzmunu
files-head-bytes = Bayt
files-head-hash = SHA-256
files-note = Nəşrlər, iş kitabları və datapackage.json bu siyahını təkrarladığı üçün burada göstərilmir; hər faylın heşi manifest.json faylındadır.
files-cells-csv = Çap olunan hər xana, dəqiq qiyməti ilə
files-cells-parquet = Həmin xanalar Parquet formatında
files-cell-input-csv = Hər xananın nədən hesablandığı
files-published-number-csv = Çap olunan hər ədəd, onun xanası və yeri
files-findings-csv = Qaydaların göstəricilər üzrə qeydləri
files-decisions-csv = İdarə işçilərinin göstəricilər üzrə qərarları
files-sources-csv = Xanaların mənbələri
files-esms-csv = Göstəricilərin təsviri metaməlumatları
files-triangles-csv = Hər ay göstəricilər haqqında məlum olanlar
files-changes-csv = Əvvəlki buraxılışdan sonra dəyişən xanalar və səbəbi
files-methodology-versions-csv = Göstərici səhifələrindəki məlumatların versiyaları
files-data-dictionary-md = Cədvəl, sütun və kodların mənası
files-sdmx-structure-2-1-xml = SDMX 2.1 strukturları
files-sdmx-structure-3-0-xml = SDMX 3.0 strukturları
files-sdmx-data-1-0-csv = Xanalar SDMX-CSV 1.0 formatında
files-sdmx-data-2-0-csv = Xanalar SDMX-CSV 2.0 formatında
files-sdmx-code-map-csv = İdarənin kodları və SDMX fayllarındakı kodlar

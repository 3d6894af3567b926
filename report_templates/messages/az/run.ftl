# Buraxılışın tərtib şəhadətnaməsi.

run-title = Buraxılışın tərtib şəhadətnaməsi
run-lead = { $issue } buraxılışı ({ $office }, { $month }) { $day } tarixinə məlum olanlar əsasında tərtib edilib. Eyni giriş məlumatları, kod və proqram təminatı eyni baytları verir. Məlumat fayllarının heşləri məlumat faylları bölməsindədir.
run-no-commit = Kod dəyişikliyin (commit) nömrəsi ilə deyil, fayllarının heşləri ilə göstərilir: onların heç birini dəyişməyən commit buraxılışı da dəyişmir.
run-software = Buraxılışın hazırlandığı proqram təminatı
run-head-software = Proqram
run-head-version = Versiya
run-not-known = məlum deyil
run-parts = Giriş məlumatları, kod və şriftlər
run-head-part = Hissə
run-head-hash = Heş
run-input-core = Yoxlanmış göstəricilər
run-input-indicators = İndikatorlar
run-previous = Əvvəlki buraxılışın manifesti
run-code-pipeline = Hesablama kodu
run-code-sql = Sorğular
run-code-templates = Səhifə şablonları
run-code-office = İdarənin bəyan etdikləri
run-roots = Heş ağaclarının kökləri (RFC 6962, SHA-256)
run-root-inputs = Giriş məlumatları
run-root-cells = Xanalar
run-roots-inputs = Giriş məlumatlarının elementləri, sıralanmış: heş, iki boşluq və ad. Hamısı PDF faylına əlavə edilmiş evidence.json faylındadır.
run-roots-cells = Xanaların elementləri: cells.csv faylının başlıqdan sonrakı sətirləri, sətir sonu işarəsi olmadan.
run-root-data = Məlumat faylları
run-roots-data = Məlumat fayllarının elementləri, sıralanmış: heş, iki boşluq və yol. Bunlar bu siyahının faylları və evidence qovluğundakı bütün fayllardır; köklər roots.json faylındadır.

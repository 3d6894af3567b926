# Bütün tarix üzrə aylıq investisiya: illik yekuna uyğunlaşdırılmış və sabit qiymətlərlə.

long-run-neither = Aylıq göstəricilər illik yekuna uyğunlaşdırılmayıb və deflyasiya edilməyib: heç bir mənbə ayların cəmindən fərqlənən ayrıca illik göstərici və ya investisiya qiymətləri indeksi bildirmir.
long-run-table = Aylar üzrə investisiya, { $place }: { $shown }
    .subtitle = { START($unit) }, aylıq; sonuncular yuxarıda; mövsümi dəyişmələrdən təmizlənməyib
long-run-shown-flow_benchmarked = illik yekuna uyğunlaşdırılmış
long-run-shown-flow_real = sabit qiymətlərlə
long-run-head-flow = Aylar üzrə bildirilmiş
long-run-head-flow_benchmarked = İllik yekuna uyğunlaşdırılmış
long-run-head-flow_real = Sabit qiymətlərlə, zəncirvari
long-run-note-flow_benchmarked = İllik yekuna uyğunlaşdırılmış: ilin aylarının cəmi illik göstəriciyə bərabərdir, aylar isə bunun imkan verdiyi qədər bildirilmiş aylar kimi dəyişir (proporsional Denton–Şolett üsulu). Son illik göstəricidən sonrakı aylar son nisbət üzrə ekstrapolyasiya edilib və qiymətləndirmədir.
long-run-note-flow_real = Sabit qiymətlərlə: hər ilin ayları əvvəlki ilin orta qiymətləri ilə hesablanıb və illik örtüşmə üzrə sıranın birinci ilinin, { FORM($year, as: "of") } orta qiymətlərinə zəncirvari bağlanıb. Real və nominal göstəricilər bir-biri ilə müqayisə edilmir.
long-run-discrepancy = Zəncirvari göstəricilər toplanmır: { FORM($when, as: "in") } ölkənin göstəricisindən iqtisadi rayonların cəmi çıxıldıqda { $apart } { $unit } qalır. Bu fərq göstərilir və bölüşdürülmür.
long-run-annual = İnvestisiyanın illik göstəriciləri ayların cəmi ilə yanaşı, { $place }
    .subtitle = { START($unit) }; sonuncular yuxarıda
long-run-head-year = İllik göstərici
long-run-head-months = Bildirilmiş ayların cəmi
long-run-head-apart = Fərq
long-run-note-annual = İlin illik göstəricisi aylardan sonra dərc edilir və onlardan başqa hesabatlara əsaslana bilər. Göstəricilərin heç biri dəyişdirilmir. Bütün başqa cədvəllərdə aylar bildirildiyi kimidir; illik yekuna uyğunlaşdırılmış ayların cəmi illik göstəriciyə bərabərdir.

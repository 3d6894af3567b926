# Mənzillər: mərhələlər və növlər üzrə, habelə sahələr haqqında digər məlumatlar.

housing-title = Mənzillər
housing-subject-dwellings = mənzillərin sayı
housing-none = { START($month) } üzrə bildiriş yoxdur; sonuncu məlum bildiriş: { $when } ({ $place }).
housing-lead = Plan üzrə, tamamlanmış, icra olunan və qrafik üzrə mənzillər ayrı-ayrı göstəricilərdir.
housing-lead-unscheduled = Plan üzrə mənzillərdən tamamlanmış və qrafikdə olan mənzillər çıxıldıqda qalanlar qrafiksiz mənzillər kimi göstərilir.
housing-lead-dates = Göstəricilər bildirildiyi tarixlə verilir.
# Qrafikdəki ili ilə birlikdə mərhələ.
housing-stage-due = { $stage }, { $due }

housing-stages = Mərhələlər üzrə mənzillər
    .subtitle = Mənzillərin sayı, son bildirişə görə
    .note = Ədədin əlavə, yoxsa yığılmış yekun olduğu aydın olmayan bildirişlər toplanmır.
housing-types = Növlər üzrə mənzillər
    .subtitle = Mənzillərin sayı, son bildirişə görə
housing-head-type = Növ və mərhələ
housing-chart = Plan üzrə mənzillər və onların mərhələləri: { $places }
    .subtitle = Mənzillərin sayı, son bildirişə görə
    .alt = Plan üzrə mənzillərin və bildirilən hər bir mərhələnin zolaqları. Ədədlər şəklin altında verilib.
housing-other = { $what }, { $when }: { $figure } { $unit } ({ $sources }).

# Planların əsasları.

basis-title = Hüquqi əsaslar, mərhələlər və qurumlar
basis-not-stated = göstərilməyib

basis-acts = Əsas kimi adı çəkilən hüquqi aktlar
    .subtitle = Adlar mənbələrdə verildiyi kimi; hər biri bir dəfə, burada çap olunur
basis-acts-note = Adlar mənbələrdəki kimi sitat gətirilir, bəziləri qısa formadadır; onlardakı sözlər buraxılışın deyil, aktlarındır.
basis-acts-note-foreign = Azərbaycan dilində mətni olmayan ad mənbəsinin dilində verilir.
basis-head-dated = Tarix
basis-head-act = Akt
basis-head-title = Adı
basis-head-plans = Bu əsasla planlar
basis-no-plans = bu buraxılışda yoxdur
basis-inferred = { $day } (il dolayı yolla müəyyən edilib)
basis-numbered = { $dated }, №{ "\u00a0" }{ $number }

basis-phases = Proqramların mərhələləri
    .subtitle = Proqram mərhələsi, tikinti mərhələsi və köçən qrup üç ayrı anlayışdır
basis-head-phase = Proqram mərhələsi
basis-head-first = İlk gün
basis-head-last = Son gün
basis-head-parts = Hissələr
basis-overlap = Mənbələrin bildirdiyinə görə «{ $earlier }» və «{ $later }» mərhələlərinin ortaq dövrü var: { $shared }. Son tarixi bu dövrə düşən plan öz mənbəsinin adını çəkdiyi mərhələdə göstərilir.

basis-bodies = Mənbələrdə adı çəkilən qurumlar
    .subtitle = Adları çəkildiyi kimi; bu buraxılışı onların heç biri nəşr etmir
    .own = Mənbələrdə adlandırıldığı kimi
basis-head-body = Qurum
basis-head-role = Rol

basis-named = Mənbələrdə ədəd göstərilmədən adı çəkilənlər
    .subtitle = Adı çəkilənlər sadalanır; siyahılar tam deyil və sayılmır
basis-head-kind = Növ
basis-head-name = Ad
basis-head-status = Vəziyyət

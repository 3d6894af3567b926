# İqtisadi rayonların ayın dəyişməsindəki payı.

shares-of-growth-none = İqtisadi rayonların ayın dəyişməsindəki payı verilmir: bunun üçün ölkənin və onun rayonlarının { $month } və əvvəlki ilin eyni ayı üzrə aylıq göstəriciləri lazımdır.
shares-of-growth-table = İqtisadi rayonların { FORM($month, as: "of") } dəyişməsindəki payı
    .subtitle = Yalnız ay, { $base } ilə müqayisədə; ən böyük pay əvvəldə
shares-of-growth-head = { START($month, as: "short") }, { $unit }
shares-of-growth-note = Pay iqtisadi rayonun göstəricisinin dəyişməsinin ölkənin bir il əvvəlki göstəricisinə faizlə nisbətidir.
shares-of-growth-sum = Yuvarlaqlaşdırmadan əvvəl payların cəmi ölkənin dəyişməsinə bərabərdir.
shares-of-growth-lacking = Payların cəmi ölkənin dəyişməsinə bərabər deyil; istifadə edilən göstəricisi yoxdur: { $names }.
shares-of-growth-apart = Payların cəmi ölkənin dəyişməsinə bərabər deyil: ölkənin öz göstəricisi rayonların cəmindən fərqlənir.

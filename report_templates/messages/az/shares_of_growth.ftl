# İqtisadi rayonların ayın dəyişməsinə töhfəsi.

shares-of-growth-none = İqtisadi rayonların ölkənin ay üzrə dəyişməsinə töhfəsi verilmir: bunun üçün ölkənin və onun iqtisadi rayonlarının { $month } və əvvəlki ilin müvafiq ayı üzrə aylıq göstəriciləri lazımdır.
shares-of-growth-table = İqtisadi rayonların ölkənin dəyişməsinə töhfəsi, { $month }
    .subtitle = Təkcə ay üzrə, { $base } ilə müqayisədə; ən böyük töhfə əvvəldə
shares-of-growth-head = { START($month, as: "short") }, { $unit }
shares-of-growth-note = Töhfə iqtisadi rayonun göstəricisinin dəyişməsinin ölkənin bir il əvvəlki göstəricisinə faizlə nisbətidir.
shares-of-growth-sum = Yuvarlaqlaşdırmadan əvvəl töhfələrin cəmi ölkənin dəyişməsinə bərabərdir.
shares-of-growth-lacking = Töhfələrin cəmi ölkənin dəyişməsinə bərabər deyil; istifadə edilən göstəricisi yoxdur: { $names }.
shares-of-growth-apart = Töhfələrin cəmi ölkənin dəyişməsinə bərabər deyil: ölkənin öz göstəricisi iqtisadi rayonların cəmindən fərqlənir.

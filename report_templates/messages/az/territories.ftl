# Ərazilər üzrə investisiya: iqtisadi rayonlar və rayonlar.

territories-title = Ərazilər üzrə investisiya
territories-districts = Rayonlar üzrə investisiya
territories-all = Göstərilən hər bir ərazinin { FORM($when, as: "for") } göstəricisi var.
territories-except = Göstərilən hər bir ərazinin { FORM($when, as: "for") } göstəricisi var, istisna: { $others }.
territories-except-one = { $place } ({ $when })
territories-some = Cədvəldə ay üzrə göstəricisi olmayan ərazilər son göstəricisi və onun dövrü ilə verilir.
territories-none = { START($month, as: "for") } ölkədən aşağı səviyyəli ərazilərin göstəriciləri istifadə edilmir. Hər bir ərazi son göstəricisi və onun aid olduğu dövrlə verilir; müxtəlif dövrlərin göstəriciləri bir-biri ilə müqayisə edilə bilməz.
territories-none-parts = { START($month, as: "for") } bu ərazinin hissələrinin göstəriciləri istifadə edilmir. Hər bir ərazi son göstəricisi və onun aid olduğu dövrlə verilir; müxtəlif dövrlərin göstəriciləri bir-biri ilə müqayisə edilə bilməz.
territories-table = Ərazilər üzrə investisiya: istifadə edilən son göstərici
    .subtitle = İlin əvvəlindən hesabat dövrünün sonunadək
territories-districts-table = Rayonlar üzrə investisiya, hər biri öz iqtisadi rayonundan sonra: istifadə edilən son göstərici
    .subtitle = Başqa dövr göstərilməyibsə, { $usual }
territories-head-level = { START($level) }
territories-note-contribution = Töhfə – ölkə göstəricisinin dəyişməsinə.
territories-note-change = Dəyişmələr əvvəlki ilin müvafiq dövrünə nisbətən, bildirilmiş göstəricilər üzrədir; qiymət dəyişməsi nəzərə alınmır.
territories-chart = Ən böyük göstərici: { $place }, { $when }
    .subtitle = { START($unit) }, { $when }; eyni səviyyəli ərazilər, ən böyükdən başlayaraq
    .series = İnvestisiya
    .alt = Ərazilər üzrə investisiya zolaqları, ən böyükdən başlayaraq. Ədədlər şəklin altında verilib.
territories-chart-without = Bu dövr üzrə istifadə edilən göstəricisi yoxdur: { $names }.
territories-chart-without-many = Bu səviyyənin bu dövr üzrə istifadə edilən göstəricisi olmayan əraziləri göstərilmir.
territories-contributions = Ölkənin göstəricisinin dəyişməsinə ən böyük töhfə: { $place }
    .subtitle = İlin əvvəlindən göstəricinin dəyişməsi, faiz bəndi, { $when }
    .series = Töhfə
    .alt = İqtisadi rayonlar üzrə töhfə zolaqları, ən böyükdən başlayaraq, mənfilər sola. Ədədlər şəklin altında verilib.

# Ölkənin əsas kapitala yönəldilmiş investisiyası.

investment-subject-in = { FORM($place, as: "in") } əsas kapitala yönəldilmiş investisiya
investment-none-for-month = { START($month, as: "for") } istifadə edilən göstərici yoxdur; istifadə edilən son göstərici { FORM($when, as: "for") }dür.
investment-lead = { START($place, as: "in") } { FORM($when, as: "in") } əsas kapitala yönəldilmiş investisiya { $figure } { $unit } təşkil edib{ $reported }.
investment-change-published = Əvvəlki ilin müvafiq dövrünə nisbətən dərc edilmiş dəyişmə { $change } təşkil edib, { $basis }.
investment-change-no-basis = Əvvəlki ilin müvafiq dövrünə nisbətən dərc edilmiş dəyişmə { $change } təşkil edib; mənbə onun nominal, yoxsa real olduğunu bildirmir.
investment-change-published-by = Əvvəlki ilin müvafiq dövrünə nisbətən başqa mənbənin dərc etdiyi dəyişmə ({ $publisher }) { $change } təşkil edib, { $basis }.
investment-change-no-basis-by = Əvvəlki ilin müvafiq dövrünə nisbətən başqa mənbənin dərc etdiyi dəyişmə ({ $publisher }) { $change } təşkil edib; həmin mənbə onun nominal, yoxsa real olduğunu bildirmir.
investment-change-decided = Əvvəlki ilin müvafiq dövrünə nisbətən dəyişmə { $change } təşkil edib ({ $publisher }), { $basis }.
investment-change-computed = Bildirilmiş göstəricilər üzrə, qiymət dəyişməsi nəzərə alınmadan hesablanmış dəyişmə { $change } təşkil edib.
investment-flow-january = Yanvar üçün ilin əvvəlindən göstərici ayın göstəricisinə bərabərdir və { $figure } { $unit } təşkil edib.

investment-table = Əsas kapitala yönəldilmiş investisiya, { $place }, dövrlər üzrə
    .subtitle = Başqa cür göstərilməyibsə, ilin əvvəlindən; sonuncular yuxarıda
investment-head-ytd = İnvestisiya, { $unit }
investment-head-flow = Ay ərzində, { $unit }
investment-head-change = Dəyişmə, hesablanmış, %
investment-head-published = Dəyişmə, dərc edilmiş, %
investment-head-published-basis = Dəyişmə, dərc edilmiş, { $basis }, %
investment-head-construction = Tikinti-quraşdırma işləri, { $unit }
investment-head-construction-share = Tikinti-quraşdırma işlərinin payı, %
investment-note-annual = İllik göstərici də dərc edilmişdir: { $years }. Artım haqqında bölmədə o, ayların cəmi ilə yanaşı verilir.
note-changes-computed = Hesablanmış dəyişmələr bildirilmiş göstəriciləri müqayisə edir, qiymət dəyişməsi nəzərə alınmır.
note-shares = Pay mənbənin bildirdiyi kimi verilir; mənbədə yoxdursa və ya istifadə edilmirsə, eyni mənbənin iki göstəricisi üzrə hesablanır. Başqa mənbənin göstəriciləri ilə yanaşı duran pay onların nisbəti deyil.
share-of-other-sums = başqa məbləğlər
note-other-sums = { START($word) }: məlum olan pay sətirdəki məbləğlərdən deyil, bir mənbənin başqa məbləğlərindən hesablanıb; o, cells.csv faylındadır.
note-changes-no-basis = Dərc edilmiş dəyişmələr çap edildiyi kimi verilir; mənbələr qiymətlərin əsasını bildirmir.
note-changes-basis = Dərc edilmiş dəyişmələr çap edildiyi kimi, mənbələrin göstərdiyi qiymətlərlə verilir.

investment-chart-flow = Aylıq investisiya
investment-chart-ytd = İlin əvvəlindən investisiya
investment-chart-year = İnvestisiya
investment-chart-subtitle = { $unit }, aylar üzrə, { $years }
investment-chart-flow-alt = Aylar üzrə xətlər, { $years }. Ədədlər şəklin altında verilib.
investment-chart-ytd-alt = İlin əvvəlindən məlum göstəricilərin aylar üzrə xətləri; göstəricisi olmayan aylar boşdur, { $years }. Ədədlər şəklin altında verilib.
investment-bars-subtitle = { $unit }, dövrlər üzrə
investment-bars-alt = Göstəricisi olan hər dövr üçün bir sütun, ən əvvəlki birinci. Ədədlər şəklin altında verilib.
investment-chart-last = { $what }, { $place }: son göstərici { FORM($when, as: "for") }
investment-chart-above = { $what }, { $place }: { $when } göstəricisi { $before } göstəricisindən çoxdur
investment-chart-below = { $what }, { $place }: { $when } göstəricisi { $before } göstəricisindən azdır
investment-chart-equal = { $what }, { $place }: { $when } göstəricisi { $before } göstəricisinə bərabərdir

# Dərc edilmiş real artım, nominal artım və onlardan alınan deflyator.

prices-not-stated = Dərc edilmiş artım investisiya bölməsində hesablanmış dəyişmənin yanında, lakin ayrıca sütunda verilir. Mənbələr onun nominal, yoxsa real olduğunu bildirmir, buna görə hesablanmış deflyator verilmir.
prices-not-published = Heç bir mənbə real artım tempini dərc etmir. Bütün dəyişmələr bildirilmiş göstəricilər üzrədir, hesablanmış deflyator verilmir.
prices-not-published-linked = Heç bir mənbə real artım tempini dərc etmir, hesablanmış deflyator da verilmir. Dəyişmələr bildirilmiş göstəricilər üzrədir; sabit qiymətlərlə göstəricilər alınmış qiymət indeksi ilə hesablanıb, qeydlər bunun qaydasını göstərir.
prices-table = Nominal və real artım, { $place }
    .subtitle = İlin əvvəlindən, əvvəlki ilin müvafiq aylarına nisbətən; sonuncular yuxarıda
prices-head-nominal = Nominal dəyişmə, hesablanmış, %
prices-head-real = Real dəyişmə, dərc edilmiş, %
prices-head-deflator = Hesablanmış deflyator, indeks
prices-note = Real artım dərc edildiyi kimi saxlanılır və yenidən hesablanmır. Hesablanmış deflyator nominal indeksin real indeksə nisbətidir, qiymətlər dəyişmədikdə { $unchanged } olur; onun üçün hər iki göstəricinin qiymət əsası bildirilməlidir.

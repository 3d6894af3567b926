# Dərc edilmiş göstəricinin hissələrlə əhatəsi.

coverage-lead = Ərazinin və onun hissələrinin eyni dövr üzrə göstəriciləri olduqda hissələr toplanır və bütövün dərc edilmiş göstəricisi ilə yanaşı verilir; hər ərazi üzrə ən son belə dövr göstərilir.
coverage-all = Göstərilən hər bir ərazinin bütün hissələri məlumdur.
coverage-least = Ən az əhatə: { $place }, { $when } – { $parts } hissədən { $known } hissə məlumdur, onların göstəricidəki payı { $share } təşkil edir.
coverage-one = Əhatə: { $place }, { $when } – { $parts } hissədən { $known } hissə məlumdur, onların göstəricidəki payı { $share } təşkil edir.
coverage-table = Ərazinin göstəricisinin hissələrlə əhatəsi
    .subtitle = Faiz və ya say göstərilməyibsə, { $unit }; ilin əvvəlindən
coverage-head-parts = Məlum hissələr
coverage-head-published = Dərc edilmiş
coverage-head-known = Məlum hissələrin cəmi
coverage-head-share = Əhatə, %
coverage-head-residual = Digər hissələr
coverage-head-discrepancy = Fərq
# Cədvəlin xanasında iki ədəd arasında: 9 / 10.
coverage-out-of = { " / " }
coverage-note-parts = Ölkənin hissələri onun iqtisadi rayonları, iqtisadi rayonun hissələri onun rayonları və şəhərləridir.
coverage-note-parts-own = İqtisadi rayonun hissələri onun rayonları və şəhərləridir.
coverage-note-residual = Digər hissələr: dərc edilmiş göstəricidən məlum hissələr çıxıldıqda qalan göstərici, məlum olmayan bütün hissələr üçün birlikdə; onların arasında bölünmür.
coverage-note-discrepancy = Fərq: bütün hissələr məlum olduqda dərc edilmiş göstəricidən cəm çıxıldıqda qalan; dərc edilir və bölüşdürülmür.
coverage-note-z = [z]: bütün hissələr məlumdursa, digər hissələr yoxdur; bəziləri məlum deyilsə, fərq yoxdur.
coverage-note-above = Hər iki sütunda [z] olduqda bəzi hissələr məlum deyil, məlum hissələr isə dərc edilmiş göstəricidən yuvarlaqlaşdırmanın imkan verdiyindən artıq böyükdür, buna görə qalan haqqında heç nə deyilmir.

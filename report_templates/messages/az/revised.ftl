# Dərc edilmiş göstəricilərə yenidən baxış.

revised-title = Dərc edilmiş göstəricilərə yenidən baxış
revised-lead = Yenidən baxış eyni mənbənin eyni hesabat dövrü üçün daha gec bildirdiyi göstərici ilə ilk göstəricisi arasındakı fərqdir. Göstəricilər yoxlama qaydalarından və qərarlardan əvvəl mənbələrin bildirdiyi kimi verilir; «istifadə edilmir» qeydi olanlar nəzərə alınmır. Bütün göstəricilər məlumat versiyaları üzrə triangles.csv faylındadır.
revised-none = { START($place, as: "in") } əsas kapitala yönəldilmiş investisiyaya yenidən baxış məlum deyil: bu göstəricilərin mənbələrinin heç biri onlara nə vaxt yenidən baxdığını bildirmir. Sonradan bildirilən fərqli göstərici yenidən baxış deyil, uyğunsuzluqdur; təsdiqlənməmiş göstəricilər bölməsi hər ikisini və istifadə olunanı göstərir.

revised-declared = Elan edilmiş yenidən baxış qaydası
    .subtitle = Göstəricilər dərc edilməzdən əvvəl elan edilib
revised-table = Elan edilmiş yenidən baxış qaydası və edilmiş dəyişikliklər
    .subtitle = Göstəricilərin və dəyişikliklərin sayı, hesabat dövrü: { $when }
revised-head-measure = Ölkənin göstəriciləri
revised-head-policy = Elan edilmiş qayda
revised-head-figures = Cəmi
revised-head-figures_revised = Dəyişən
revised-head-changes_routine = Cari
revised-head-changes_in_cycle = Dövri
revised-head-changes_other = Digər
revised-head-largest = Ən böyük, %
revised-by-office = tərtibçi elan edib
revised-note = Cəmi: göstəricilərin sayı. Sonra dəyişikliklər: cari – ilk göstəricidən sonra göstərilən sayda ay ərzində; dövri – daha gec, əvvəlcədən adı çəkilmiş təqvim ayında; digər – istənilən başqa vaxt. Ən böyük: sıfırdan ən uzaq dəyişiklik, əvvəlki göstəriciyə nisbətən faizlə.

## Qayda – nəzərdə tutduqları üzrə; həcm faizlə

revised-policy-none = yenidən baxış nəzərdə tutulmur; ən çoxu { $size } %
revised-policy-routine = ilk göstəricidən sonra { $months } ay ərzində, ən çoxu { $size } %
revised-policy-any = istənilən ayda, ən çoxu { $size } %
revised-policy-named = { FORM($named, as: "in") }, ən çoxu { $size } %
revised-policy-routine-any = ilk göstəricidən sonra { $months } ay ərzində və ya istənilən ayda, ən çoxu { $size } %
revised-policy-routine-named = ilk göstəricidən sonra { $months } ay ərzində və ya { FORM($named, as: "in") }, ən çoxu { $size } %

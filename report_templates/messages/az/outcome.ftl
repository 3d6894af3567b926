# Planlar bildirilən göstəricilərlə yanaşı.

outcome-table = Bildirilən göstərici plan göstəricisi ilə yanaşı
    .subtitle = Öz ərazisi üzrə eyni vahiddə bildirilmiş göstəricisi olan planlar; sonuncular yuxarıda
outcome-head-place = Bildirilən göstəricinin əhatəsi və tarixi
outcome-head-reported = Bildirilib
outcome-head-share = Plana nisbətən, %
outcome-head-pace = Ayda, həmin vahidlə
outcome-note-arithmetic = Plana nisbətən, %: bildirilən göstərici plan göstəricisinə nisbətən faizlə. Ayda: bildirilən göstəricinin planın əsaslandığı proqram mərhələsinin ilk günündən keçən təqvim aylarının sayına bölünməsi. Hər ikisi hesab əməlidir; nə proqnoz, nə də qiymətləndirmədir.
outcome-note-share = Plana nisbətən, %: bildirilən göstərici plan göstəricisinə nisbətən faizlə. Bu, hesab əməlidir; nə proqnoz, nə də qiymətləndirmədir.
outcome-note-coverage = Bildirilən göstəricidən fərqli əhatəli plan onunla müqayisə edilmir.

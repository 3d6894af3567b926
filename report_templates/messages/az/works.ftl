# İnfrastruktur işləri: yollar, tunellər və körpülər, büdcə vəsaiti, ayrı-ayrı faktlar.

works-title = İnfrastruktur işləri
works-subject = infrastruktur işləri
works-lead = Plan üzrə işlər, icra olunan işlər və tamamlandığı bildirilən işlər ayrı-ayrı göstəricilərdir və hər biri bildirildiyi tarixlə verilir. Onlar yollar, mərhələlər və mənbələr üzrə toplanmır.
works-head-what = Göstəricinin adı
works-what-roads_length = Yollar
works-what-tunnels_length = Tunellər
works-what-bridges_length = Körpülər
works-head-place = Yol və ya ərazi

works-lengths = Mərhələlər üzrə uzunluq: { $measures }
    .subtitle = Kilometr, son bildirişə görə
works-numbers = Mərhələlər üzrə say: { $measures }
    .subtitle = Say, son bildirişə görə

works-register = Digər işlər və obyektlər, bildirildiyi kimi
    .subtitle = Ayrı-ayrı faktlar, toplanmır
works-head-stated-for = Dövr və ya tarix
works-note-early = { $rows }: həmin gündən və ya həmin dövrün sonundan əvvəl dərc edilib.

works-money = { START($measures) }
    .subtitle = Dövrlər üst-üstə düşür və toplanmır; bunların heç biri əsas kapitala yönəldilmiş investisiya deyil
works-head-span = Dövrün növü
works-span-planned = plan üzrə
works-span-year = il
works-span-month = ay
works-span-year_to_date = ilin əvvəlindən
works-span-years = bir neçə il

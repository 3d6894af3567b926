# Minatəmizləmə: sahələr və aşkar edilmiş hərbi sursat.

clearance-title = Minatəmizləmə
clearance-month = Bütövlükdə { FORM($month, as: "for") } göstərici bildirilib.
clearance-none = Bütövlükdə { FORM($month, as: "for") } göstərici məlum deyil; sonuncu bildiriş: { $when }.
clearance-lead = İki aya düşən həftə bölünmür, həftələr aylar üzrə cəmlənmir, yığılmış yekunlar ayrıca verilir.
clearance-lead-groups = Rayon qrupları mənbələr bölməsində, tərkibi bildirilibsə onunla birlikdə verilir.

clearance-table = Minalardan təmizlənmiş sahə və aşkar edilmiş hərbi sursat, bildirildiyi kimi
    .subtitle = Başqa əhatə göstərilməyibsə: { $place }; sonuncular yuxarıda
clearance-head-kind = Dövrün növü
clearance-head-area = Sahə, hektar
clearance-head-items = { START($kind) }, ədəd
clearance-span-week = həftə
clearance-span-month = ay
clearance-span-year = il
clearance-span-year_to_date = ilin əvvəlindən
clearance-span-running_total = yığılmış yekun

clearance-chart-months = Göstərilən aylardan ən böyük sahənin təmizləndiyi ay: { $when }
    .subtitle = Minalardan təmizləndiyi bildirilən sahə, hektar, aylar üzrə
    .gaps = Minalardan təmizləndiyi bildirilən sahə, hektar, göstəricisi olan aylar üzrə; onların arasındakı ayların göstəricisi yoxdur
    .alt = Minalardan təmizləndiyi bildirilən sahənin zolaqları, aylar üzrə, zaman ardıcıllığı ilə. Ədədlər şəklin altında verilib.
clearance-chart-weeks = Göstərilən həftələrdən ən böyük sahənin təmizləndiyi həftə: { $when }
    .subtitle = Minalardan təmizləndiyi bildirilən sahə, hektar, həftələr üzrə
    .gaps = Minalardan təmizləndiyi bildirilən sahə, hektar, göstəricisi olan həftələr üzrə; onların arasındakı həftələrin göstəricisi yoxdur
    .alt = Minalardan təmizləndiyi bildirilən sahənin zolaqları, həftələr üzrə, zaman ardıcıllığı ilə. Ədədlər şəklin altında verilib.
clearance-chart-series = Hektar
clearance-note-reading = { $rows }: { $said }.

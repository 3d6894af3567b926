# Plan göstəriciləri: planların və proqramların bildirdikləri.

planned-title = Plan göstəriciləri
planned-lead = Plan müşahidə olunanla toplanmır. Ədəd eyni olsa da, ailələr, şəxslər və mənzillər müxtəlif vahidlərdir. Hər bir sətir bir mənbənin və ya bir-biri ilə uzlaşan bir neçə mənbənin eyni əhatə və eyni müddət haqqında bildirişidir.

planned-table = Əhatə və müddət üzrə plan göstəriciləri
    .subtitle = Bildirildiyi kimi; ən gec müddətlər yuxarıda
planned-past = { START($day, as: "by") } müddəti çatmış planlar
    .subtitle = Bildirildiyi kimi; ən gec müddətlər yuxarıda
planned-head-what = Planlaşdırılan
planned-head-settlements = Yaşayış məntəqəsi
planned-head-area = Minalardan təmizlənəcək sahə, hektar

planned-other = Plan üzrə müəssisələr, layihələr və dəyər
    .subtitle = Bildirildiyi kimi; növlər toplanmır

planned-chart-persons = Məskunlaşması planlaşdırılan şəxslər: müxtəlif əhatəli və müddətli planlar
    .subtitle = Nəfər, bildirildiyi kimi, müddətlər üzrə
    .alt = Plan üzrə şəxslərin sayının zolaqları, əhatə və müddət üzrə. Ədədlər şəklin altında verilib.
planned-chart-families = Məskunlaşması planlaşdırılan ailələr: müxtəlif əhatəli və müddətli planlar
    .subtitle = Ailə, bildirildiyi kimi, müddətlər üzrə
    .alt = Plan üzrə ailələrin sayının zolaqları, əhatə və müddət üzrə. Ədədlər şəklin altında verilib.
planned-chart-cut = Müddəti ən gec olan planlar göstərilib.

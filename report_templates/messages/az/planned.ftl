# Plan göstəriciləri: planların və proqramların bildirdikləri.

planned-title = Plan göstəriciləri
planned-lead = Plan göstəriciləri faktiki göstəricilərlə toplanmır. Ədəd eyni olsa da, ailələr, şəxslər və mənzillər müxtəlif vahidlərdir. Hər bir sətir bir mənbənin və ya bir-biri ilə uzlaşan bir neçə mənbənin eyni əhatə və eyni son tarix haqqında bildirişidir.

planned-table = Əhatə və son tarix üzrə plan göstəriciləri
    .subtitle = Bildirildiyi kimi; ən gec son tarixlər yuxarıda
planned-past = Son tarixi { FORM($day, as: "by") } qədər olan planlar
    .subtitle = Bildirildiyi kimi; ən gec son tarixlər yuxarıda
planned-head-what = Planlaşdırılan
planned-head-settlements = Yaşayış məntəqəsi
planned-head-area = Minalardan təmizlənəcək sahə, hektar

planned-other = Plan üzrə müəssisələr, layihələr və dəyər
    .subtitle = Bildirildiyi kimi; növlər toplanmır

planned-chart-persons = Məskunlaşması planlaşdırılan şəxslər: müxtəlif əhatəli və son tarixli planlar
    .subtitle = Nəfər, bildirildiyi kimi, son tarixlər üzrə
    .alt = Plan üzrə şəxslərin sayının zolaqları, əhatə və son tarix üzrə. Ədədlər şəklin altında verilib.
planned-chart-families = Məskunlaşması planlaşdırılan ailələr: müxtəlif əhatəli və son tarixli planlar
    .subtitle = Ailə, bildirildiyi kimi, son tarixlər üzrə
    .alt = Plan üzrə ailələrin sayının zolaqları, əhatə və son tarix üzrə. Ədədlər şəklin altında verilib.
planned-chart-cut = Son tarixi ən gec olan planlar göstərilib.

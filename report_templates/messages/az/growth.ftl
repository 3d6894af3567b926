# Ölkənin investisiyasının artımı: müqayisələr və baza effekti.

growth-title = İnvestisiyanın artımı
growth-lead = Üç müqayisə ayrıca, hər biri öz başlığı altında verilir: ay əvvəlki aya, ay əvvəlki ilin müvafiq ayına, ilin əvvəlindən göstərici isə əvvəlki ilin müvafiq aylarına nisbətən. Sonuncu müqayisə yekunları tutuşdurur və aylıq artım templərinin ortalaması deyil. Birincidə mövsümi təsir də var.
growth-few = Hər iki dövrün göstəriciləri məlum olduqda artım hesablana bilər. Bu buraxılışın ayı üzrə hər bir müqayisə, yaxud onun olmamasının səbəbi verilir.

## A comparison of the month in a sentence, or why it is not there

growth-on-month = Əvvəlki aya nisbətən: { $change }.
    .lacking = Əvvəlki aya nisbətən: hesablanmayıb, { FORM($lacking, as: "for") } aylıq göstərici məlum deyil.
    .neither = Əvvəlki aya nisbətən: hesablanmayıb, { $month } və { FORM($base, as: "for") } aylıq göstəricilər məlum deyil.
    .rounding = Əvvəlki aya nisbətən: hesablanmayıb, { FORM($base, as: "for") } göstərici öz yuvarlaqlaşdırma həddindən böyük deyil.
growth-on-year = Əvvəlki ilin müvafiq ayına nisbətən: { $change }.
    .lacking = Əvvəlki ilin müvafiq ayına nisbətən: hesablanmayıb, { FORM($lacking, as: "for") } aylıq göstərici məlum deyil.
    .neither = Əvvəlki ilin müvafiq ayına nisbətən: hesablanmayıb, { $month } və { FORM($base, as: "for") } aylıq göstəricilər məlum deyil.
    .rounding = Əvvəlki ilin müvafiq ayına nisbətən: hesablanmayıb, { FORM($base, as: "for") } göstərici öz yuvarlaqlaşdırma həddindən böyük deyil.
growth-ytd-on-year = İlin əvvəlindən, əvvəlki ilin müvafiq aylarına nisbətən: { $change }.
    .lacking = İlin əvvəlindən, əvvəlki ilin müvafiq aylarına nisbətən: hesablanmayıb, { FORM($lacking, as: "for") } ilin əvvəlindən göstərici məlum deyil.
    .neither = İlin əvvəlindən, əvvəlki ilin müvafiq aylarına nisbətən: hesablanmayıb, { $month } və { FORM($base, as: "for") } ilin əvvəlindən göstəricilər məlum deyil.
    .rounding = İlin əvvəlindən, əvvəlki ilin müvafiq aylarına nisbətən: hesablanmayıb, { FORM($base, as: "for") } ilin əvvəlindən göstərici öz yuvarlaqlaşdırma həddindən böyük deyil.

## The comparisons of the last months

growth-table-change = İnvestisiyanın artımı, { $place }
growth-table = İnvestisiyanın artımı, { $place }: dəyişmə və indeks
    .subtitle = Bildirilmiş göstəricilər üzrə, qiymət dəyişməsi və mövsümi dəyişmələr nəzərə alınmır; sonuncular yuxarıda
growth-head-flow_change_on_month = Ay, əvvəlki aya nisbətən dəyişmə, %
growth-head-flow_change = Ay, əvvəlki ilin müvafiq ayına nisbətən dəyişmə, %
growth-head-flow_index = Ay, əvvəlki ilin müvafiq ayına nisbətən indeks
growth-head-flow_multiple = Ay, əvvəlki ilin müvafiq ayına nisbətən, dəfə
growth-head-ytd_change = İlin əvvəlindən, əvvəlki ilin müvafiq aylarına nisbətən dəyişmə, %
growth-head-ytd_index = İlin əvvəlindən, əvvəlki ilin müvafiq aylarına nisbətən indeks
growth-head-ytd_multiple = İlin əvvəlindən, əvvəlki ilin müvafiq aylarına nisbətən, dəfə
growth-as-times = dəfə ilə
growth-note-index = Hər iki göstərici bərabər olduqda indeks { $equal }, dəyişmə isə sıfırdır.
growth-note-times = Üç dəfədən çox dəyişmə ayrıca sütunda dəfə ilə verilir; dəyişmə sütununda «{ growth-as-times }» yazılır.

## Base effects

growth-effects = { START($month, as: "in") } əvvəlki ilin müvafiq ayına nisbətən indeks { $before } ilə müqayisədə { $move } dəyişib: { $own } bu ilin aylarının, { $base } isə əvvəlki ilin aylarının payına düşür (baza effekti).
growth-percentage-points = faiz bəndi
growth-no-effects = { START($month, as: "for") } baza effekti verilmir: bunun üçün { $month } və { $before } üzrə aylıq göstəricilər, habelə əvvəlki ilin müvafiq iki ayının göstəriciləri lazımdır; hər biri öz yuvarlaqlaşdırma həddindən böyük olmalıdır.
growth-effects-table = İnvestisiyanın artımında baza effekti, { $place }
    .subtitle = Faiz bəndi; əvvəlki ilin müvafiq ayına nisbətən indeksin əvvəlki aydan bəri dəyişməsi
growth-head-flow_index_move = İndeksin dəyişməsi
growth-head-flow_month_effect = Bu ilin ayları üzrə
growth-head-flow_base_effect = Əvvəlki ilin ayları üzrə
growth-effects-note = Bu ilin ayları üzrə: ay əvvəlki aya bərabər olduqda sıfırdır. Əvvəlki ilin ayları üzrə (baza effekti): əvvəlki ilin müvafiq ayı özündən əvvəlki aya bərabər olduqda sıfırdır. Yuvarlaqlaşdırmadan əvvəl ikisinin cəmi indeksin dəyişməsinə bərabərdir. Hər ikisində mövsümi təsir var, cəmdə isə bu təsir itir.

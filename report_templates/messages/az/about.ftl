# Buraxılışın özü haqqında: məlumatların hüdudları, mənbələr, ərazi qrupları.

limits-title = Məlumatların hüdudları
limits-box = Bu göstəricilər nəyi ölçmür
limits-not-measured = Göstəricilər məskunlaşdığı bildirilən ailələri və şəxsləri sayır. Onlar hər hansı tarixdə ərazidə kimin yaşadığını və ya oranı kimin tərk etdiyini, hazırkı əhalini və mənzillər üzərində mülkiyyəti təsvir etmir. Təqdim edilmiş mənbələrin heç biri bunları əhatə etmir.
limits-past-events = Bu mənbələrdə keçmiş hadisələr haqqında olan məlumatlar buraxılışa daxil deyil: buraxılış onları nə verir, nə də qiymətləndirir.
limits-row = { $what }: ölçülmür. { $reason }

sources-title = Mənbələr və keyfiyyət
sources-lead = Hər bir göstərici onu dərc edən qurumun məlumatıdır. Təsdiq dərəcəsi yalnız meyarlar üzrə müəyyən edilir: A – məlumat istehsalçısının metodu göstərilən, müstəqil və məsələdə tərəf olmayan öz nəşri; B – istehsalçının öz nəşri; C – istehsalçının adını çəkən başqa qurumun nəşri; D – istehsalçının adı çəkilməyən və ya dərc edəni məlum olmayan nəşr. Tam ünvanlar buraxılışın məlumatlarında mənbənin kodu altında verilib.
sources-table = Bu buraxılışda adı çəkilən mənbələr
    .subtitle = Tərəf: dərc edən qurum və ya istehsalçı məsələdə tərəfdirmi
sources-head-publisher = Dərc edən
sources-head-published = Dərc edilib
sources-head-party = Tərəf
sources-head-address = Ünvan
sources-party-yes = bəli
sources-party-no = xeyr
sources-party-unknown = məlum deyil
sources-no-address = ünvan məlum deyil
sources-withheld = «İstifadə edilmir» qeydi olan göstəricilər hesablamalara daxil edilmir. Öz son çap olunmuş rəqəmi hüdudunda daha dəqiq göstərici ilə uyğun gələn göstərici onu təsdiq edir; daha dəqiq olanı saxlanılır.
sources-order = Fərqli göstəricilərdən istehsalçının öz nəşri mətbuatdan, sonra isə daha gec dərc edilən əvvəlkindən üstün tutulur; məlum olmayan tarix ən erkən sayılır.
sources-reprints = Eyni məlumatın təkrar çapları bir dəfə sayılır.
sources-rounding = Ədədlər çapa qədər yuvarlaqlaşdırılmadan saxlanılır və bir dəfə yuvarlaqlaşdırılır; tam yarım vahid sıfırdan uzağa yuvarlaqlaşdırılır. Yuvarlaqlaşdırmadan sonra toplananların cəmi yekundan fərqlənə bilər.

groups-table = Bu buraxılışdakı ərazi qrupları
    .subtitle = { FORM($day, as: "by") } tərkib
groups-head-group = Qrup
groups-head-members = Tərkib
groups-no-list = mənbə siyahını göstərmir

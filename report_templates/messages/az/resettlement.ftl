# Məskunlaşma: yığılmış yekunlar və köçmüş qruplar.

resettlement-title = Məskunlaşma
resettlement-subject-totals = məskunlaşmanın yığılmış yekunları
resettlement-none = { START($month) } üzrə yığılmış yekun məlum deyil; sonuncu məlum yekun: { $when } ({ $place }).
resettlement-all = Göstərilən hər bir ərazi üzrə { FORM($month, as: "of") } yığılmış yekunu məlumdur.
resettlement-named = { START($month) } üzrə { FORM($places, as: "of") } yığılmış yekunu məlumdur.
resettlement-some = Göstərilən ərazilərdən bəzilərinin { $month } üzrə yığılmış yekunu var.
resettlement-lead = Yığılmış yekun ayın sonuna və ya daha əvvəlki tarixə olan son göstəricidir; o, öz tarixi və həmin tarixdən keçən günlərin sayı ilə verilir və sonrakı tarixlərə keçirilmir. Şəhərin, onun rayonunun və daha geniş əhatənin yekunları ayrı-ayrı sıralardır və toplanmır.

resettlement-table = Məskunlaşdığı bildirilən ailələr və şəxslər: son yığılmış yekunlar
    .subtitle = Göstərilən tarixə; sonuncular yuxarıda
resettlement-head-ratio = Bir ailədə nəfər
resettlement-head-age = Ayın sonuna qədər keçən gün

resettlement-chart = { START($place) }: son yığılmış yekunun tarixi – { $when }
    .subtitle = Məskunlaşdığı bildirilən şəxslər, nəfər, göstəricisi olan hər bir tarixdə, { $first } – { $when }
    .alt = { START($place, as: "of") } yığılmış yekununun məlum olduğu tarixlərdə nöqtələr; onların arasında heç nə çəkilməyib. Ədədlər şəklin altında verilib.

resettlement-groups = Köçmüş qruplar, bildirildiyi kimi
    .subtitle = Hər bir qrup öz tarixində; sonuncular yuxarıda
    .note = Qruplar toplanmır: qrupların hamısı haqqında məlumat verilmir, köçmüş qrup isə yığılmış yekun deyil.
    .announced = Elan edilib: mənbə həmin gündən əvvəl dərc edilib və qrupun köçüb-köçmədiyini bildirmir. Elan edilmiş qrup başqa sətirdə bildirilmiş qrupun bir hissəsi ola bilər.
resettlement-announced = { $when } (elan edilib)

# Göstəricilərin necə hazırlandığı haqqında əlavə; mətnlərin özü göstəricilərin başlıqlarındadır.

methodology-title = Göstəricilərin metodologiyası
methodology-table = Bu buraxılışda ədədi olan göstəricilər
    .subtitle = Hər göstəricinin rəqəmləri, yenidən baxışları, qaydaları və hüdudları olan səhifəsi buraxılışdakı methodology/<code>.html faylıdır: təsviri azərbaycanca da verilib, cədvəlləri ingiliscədir; tam mətnlər, burada verilməyənlər də daxil olmaqla, buraxılışın esms.csv faylındadır
methodology-head = Metodologiya
methodology-lead = Başqa qayda göstərilməyibsə, yenidən baxışlar: { $revisions }
methodology-name = { $title } ({ $code })
methodology-formula = Düstur: { $text }
methodology-unit = Vahid: { $text }
methodology-coverage = Əhatə: { $text }
methodology-price_basis = Qiymətlər: { $text }
methodology-revisions = Yenidən baxışlar: { $text }
methodology-reference = Metodun mənbəyi: { $text }

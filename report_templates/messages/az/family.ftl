# Ərazilər üzrə buraxılışlar.

family-title = Ərazilər üzrə buraxılışlar
family-own = Öz buraxılışı olan iqtisadi rayonlar: { $names }.
family-few = Beşdən az göstəricisi məlum olan iqtisadi rayonlar: { $names }. Onların göstəriciləri yalnız bu buraxılışdadır.
family-none = Məlum göstəricisi olmayan iqtisadi rayonlar: { $names }.
family-title-without = Bu buraxılışa daxil edilməyən bölmələr
without-figures = Bu ərazi üzrə göstərici çap edilməyəcəyi üçün ümumi buraxılışın aşağıdakı bölmələri bu buraxılışa daxil edilməyib: { $sections }.
without-revisions = Yenidən baxışlar ölkənin göstəriciləri üzrə verilir: ümumi buraxılışda, versiyalar üzrə isə onun triangles.csv faylında. Bu ərazinin yenidən baxılmış göstəricisi [r] ilə işarələnir; onun əvvəlki versiyaları saxlanılır və çap edilmir.

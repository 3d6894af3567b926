# Ərazilər üzrə buraxılışlar.

family-title = Ərazilər üzrə buraxılışlar
family-own = Öz buraxılışı olan ərazilər: { $names }.
family-others = Bu ərazilər üzrə beşdən az göstərici məlumdur: { $names }; onların göstəriciləri yalnız bu buraxılışdadır.
family-title-without = Bu ərazinin göstəricisi olmayan bölmələr
without-figures = Ümumi buraxılışın bu ərazi üzrə göstəricisi olmayacaq bölmələri burada verilmir: { $sections }.

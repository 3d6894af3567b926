# Ərazilər üzrə buraxılışlar.

family-title = Ərazilər üzrə buraxılışlar
family-own = Öz buraxılışı olan ərazilər: { $names }.
family-others = Bu ərazilər üzrə beşdən az göstərici məlumdur: { $names }; onların göstəriciləri yalnız bu buraxılışdadır.
family-title-without = Bu buraxılışa daxil edilməyən bölmələr
without-figures = Bu ərazi üzrə göstərici çap edilməyəcəyi üçün ümumi buraxılışın aşağıdakı bölmələri bu buraxılışa daxil edilməyib: { $sections }.

# Sources that differ.

conflicts-opening = Mənbələr çap edilmiş dəqiqlikdən çox fərqləndikdə hər bir göstərici göstərilir. Sonrakı göstərici yalnız istehsalçı eyni olduqda və bunu bildirdikdə yenidən baxış sayılır; əks halda göstəricilər fərqlidir və istifadə edilən göstərici mənbələr bölməsindəki qayda ilə seçilir.
conflicts-table = Fərqlənən mənbələr
    .subtitle = { $unit }; son hesabat dövrləri yuxarıda
conflicts-head-used = İstifadə edilir
conflicts-head-publisher = Dərc edib
conflicts-head-others = Digər göstəricilər, hər biri dərc edəni ilə
conflicts-none-used = heç biri istifadə edilmir
conflicts-no-other = yoxdur

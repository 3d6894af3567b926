# Инфраструктурные работы: дороги, тоннели и мосты, бюджетные средства, отдельные факты.

works-title = Инфраструктурные работы
works-subject = инфраструктурных работ
works-lead = Работы по плану, работы, которые ведутся, и работы, о завершении которых сообщено, – отдельные показатели, каждый с датой сообщения. Они не складываются по дорогам, стадиям и источникам.
works-head-what = Показатель
works-what-roads_length = Дороги
works-what-tunnels_length = Тоннели
works-what-bridges_length = Мосты
works-head-place = Дорога или территория

works-lengths = Протяжённость по стадиям: { $measures }
    .subtitle = Километров, по последнему сообщению
works-numbers = Число по стадиям: { $measures }
    .subtitle = Число, по последнему сообщению

works-register = Прочие работы и объекты, по сообщениям
    .subtitle = Отдельные факты, не складываются
works-head-stated-for = Период или дата
works-note-early = { $rows }: опубликовано до этого дня или до конца этого периода.

works-money = { START($measures) }
    .subtitle = Периоды пересекаются и не складываются; ни один из показателей не относится к инвестициям в основной капитал
works-head-span = Вид периода
works-span-planned = по плану
works-span-year = год
works-span-month = месяц
works-span-year_to_date = с начала года
works-span-years = несколько лет

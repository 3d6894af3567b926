# Changes beyond the declared policy.

breached-table = Изменения, не предусмотренные объявленным порядком
    .subtitle = { $unit }; последние периоды сверху
breached-note = Изменение, не предусмотренное порядком, задерживает выпуск, пока составитель не укажет основание. Основания словами составителя – в файле decisions.csv.
breached-head-before = Было
breached-head-now = Стало
breached-head-change = Изменение
breached-head-reason = Основание указано
breached-policy_cycle = не в месяце, указанном в порядке
breached-policy_size = больше, чем указано в порядке
breached-policy_cycle_and_size = не в месяце, указанном в порядке, и больше указанного
breached-not-yet = ещё нет

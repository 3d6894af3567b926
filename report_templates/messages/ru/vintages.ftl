# Треугольник пересмотров.

vintages-table = { $measure }, { $place }, по версиям данных
    .subtitle = { START($unit) }, на конец каждого месяца; последняя версия – на { $day }
vintages-head-period = С начала года
vintages-head-revision = Пересмотр
vintages-note = [z]: первый показатель за этот период указан позже. Пересмотр: последний показатель за вычетом первого.

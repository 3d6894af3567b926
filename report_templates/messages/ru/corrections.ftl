# What an issue corrects, and exceptions from the rules of its release.

fact-correction = этот выпуск исправляет выпуск { $name }; см. «{ $section }»
fact-exceptions = Утверждение
fact-exception = с исключением; см. «{ $section }»
corrections-title = Исправления и исключения
corrections-lead = Этот выпуск заменяет выпуск { $name }, который остаётся доступным и указывает на этот.
corrections-what = Исправлено: { $text }
corrections-right = Вместо этого: { $text }
corrections-why = Причина: { $text }
corrections-since = Дата публикации выпуска { $name }: { $released }. Дата объявления этого исправления: { $announced }.
corrections-number = { $cell }: { $before }; в этом выпуске { $now }.
corrections-number-same = { $cell }: { $before }; в этом выпуске без изменений.
corrections-number-gone = { $cell }: { $before }; в этом выпуске не напечатано.
corrections-numbers-cut = Показаны первые { $shown } чисел; все они есть на странице «Исправления» сайта.
corrections-draft-what = Числа, основанные на показателях, источник которых – { $sources }. Они перечислены по одному.
corrections-draft-listed = Числа, которые перечислены по одному.
corrections-draft-none = Когда это писалось, другой пригодный показатель того же ряда и периода не был известен.
corrections-draft-next = Числа выпуска, который его заменяет; они перечислены по одному.
exceptions-second-person = Этот выпуск утверждён с исключением из правила, по которому его утверждает второе лицо. Причина: { $text }
exceptions-open-stop = Этот выпуск утверждён с исключением из правила, по которому нет открытых замечаний, останавливающих выпуск. Причина: { $text }
exceptions-without-vault = Этот выпуск утверждён с исключением из правила, по которому он до часа публикации хранится зашифрованным. Причина: { $text }
exceptions-unchanged = Этот выпуск утверждён с исключением из правила, по которому каждое число, названное исправленным, напечатано иначе, чем раньше. Причина: { $text }

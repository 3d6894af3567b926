# Decisions of the office.

decided-lead = О том, как используются показатели ниже, решил составитель. Каждый приведён так, как его даёт источник. Кто решил и основание словами составителя – в данных выпуска.
decided-table = Показатели, используемые по решению составителя
    .subtitle = { $unit }; последние решения сверху
decided-head-used = Как используется
decided-head-decision = Решение
decided-note-cut = Показаны последние строки ({ $rows }); все – в решениях выпуска.
decided-on = { $use }; решено { $day }
decided-use-hold = отложен
decided-use-lifted = используется как сообщено
decided-use-kept_out = не используется
decided-use-value = используется со значением по решению составителя
decided-use-withheld = не используется и так, как решил составитель
decided-use-period = используется за период по решению составителя
decided-use-due = используется как { $when }
decided-use-for = используется за { $when }

# Yenidən baxış üçbucağı.

vintages-table = { $measure }, { $place }, məlumat versiyaları üzrə
    .subtitle = { START($unit) }, hər ayın sonuna; sonuncu versiya { FORM($day, as: "by") }
vintages-head-period = İlin əvvəlindən
vintages-head-revision = Fərq
vintages-note = [z]: dövr üçün ilk göstərici daha gec bildirilib. Fərq: son göstərici ilə ilk göstərici arasındakı fərq.

# What an issue corrects, and exceptions from the rules of its release.

fact-correction = bu buraxılış { $name } buraxılışını düzəldir; bax: { $section }
fact-exceptions = Təsdiq
fact-exception = istisna ilə; bax: { $section }
corrections-title = Düzəlişlər və istisnalar
corrections-lead = Bu buraxılış { $name } buraxılışını əvəz edir; əvvəlki buraxılış saxlanılır və bu buraxılışa istinad edir.
corrections-what = Düzəldilən: { $text }
corrections-right = Əvəzində: { $text }
corrections-why = Səbəb: { $text }
corrections-since = { $name } buraxılışının dərc tarixi: { $released }. Bu düzəlişin elan tarixi: { $announced }.
corrections-number = { $cell }: { $before }; bu buraxılışda { $now }.
corrections-number-same = { $cell }: { $before }; bu buraxılışda əvvəlki kimi.
corrections-number-gone = { $cell }: { $before }; bu buraxılışda çap edilmir.
corrections-numbers-cut = İlk { $shown } ədəd göstərilir; hamısı saytın «Düzəlişlər» səhifəsindədir.
corrections-draft-what = Mənbəyi { $sources } olan göstəricilərə əsaslanan ədədlər. Onlar bir-bir sadalanır.
corrections-draft-listed = Bir-bir sadalanan ədədlər.
corrections-draft-none = Bu yazılan vaxt eyni sıranın və dövrün istifadə edilə bilən başqa göstəricisi məlum deyildi.
corrections-draft-next = Onu əvəz edən buraxılışın bir-bir sadalanan ədədləri.
exceptions-second-person = Bu buraxılış onu ikinci şəxsin təsdiq etməsi qaydasından istisna ilə təsdiq edilib. Səbəb: { $text }
exceptions-open-stop = Bu buraxılış buraxılışı dayandıran açıq nəticənin olmaması qaydasından istisna ilə təsdiq edilib. Səbəb: { $text }
exceptions-without-vault = Bu buraxılış dərc saatınadək şifrələnmiş saxlanılması qaydasından istisna ilə təsdiq edilib. Səbəb: { $text }
exceptions-unchanged = Bu buraxılış düzəldilmiş kimi göstərilən hər ədədin əvvəlkindən fərqli çap edilməsi qaydasından istisna ilə təsdiq edilib. Səbəb: { $text }

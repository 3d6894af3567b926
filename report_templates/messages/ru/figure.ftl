# A single figure of a source.

figure-growth = { $name }, опубликованный рост
figure-share = { $name }, опубликованная доля
figure-multiple = { $name }, опубликованное отношение

"""The words people type for the trade's codes, in both languages, wherever the interface is.

Of a Russian word each stem stands once: endings are taken off by `text.stem`, but «хлопок» and «хлопка» have no stem in
common, nor have the forms of «лён», which are too short for an ending to be told.
"""

ALWAYS = "lampshade shade абажур плафон"

SHAPE = {
    "drum": "drum барабан цилиндр",
    "tapered_drum": "tapered drum барабан слегка конический",
    "empire": "empire ампир усеченный конус",
    "coolie": "coolie wide cone широкий конус",
    "cone": "cone conical конус конический",
    "bell": "bell колокол колокольчик",
    "dome": "dome купол купольный",
    "mushroom": "mushroom гриб грибок",
    "pagoda": "pagoda пагода",
    "oval": "oval овал овальный",
    "square": "square квадрат квадратный",
    "rectangle": "rectangle rectangular прямоугольник прямоугольный",
    "hexagon": "hexagon hexagonal шестигранник шестигранный шестиугольник шестиугольный",
    "scalloped": "scalloped scallop фестоны фестончатый",
    "globe": "globe ball sphere lantern шар шаровидный круглый сфера",
    "cylinder": "tall cylinder cylindrical высокий цилиндр цилиндрический",
}

FINISH = {
    "plain": "plain гладкий",
    "knife_pleat": "knife pleat pleated плиссе плиссированный складки",
    "box_pleat": "box pleat pleated бантовая складка складки",
    "ribbed": "ribbed ribs ребра ребристый",
    "woven": "woven wicker плетеный плетение",
    "leaded": "leaded stained tiffany витраж витражный тиффани",
}

FITTING = {
    "ring_e27": "ring e27 es кольцо кольца",
    "ring_e14_b22": "ring e14 b22 ses кольцо кольца",
    "duplex": "duplex ring carrier дуплекс кольцо кольца держатель",
    "spider": "spider harp finial паук",
    "uno": "uno ring уно кольцо кольца",
    "clip_bulb": "clip клипса прищепка",
    "clip_candle": "clip candle клипса прищепка свеча",
    "pendant_grip": "cord grip кабель провод",
}

MATERIAL = {
    "linen": "linen flax fabric cloth лен льна льну льном льне льняной ткань тканевый",
    "cotton": "cotton fabric cloth хлопок хлопка хлопковый хлопчатобумажный ткань тканевый",
    "silk": "silk silken fabric cloth шелк шелковый ткань тканевый",
    "velvet": "velvet fabric cloth бархат бархатный велюр ткань тканевый",
    "paper": "paper бумага бумажный",
    "washi": "washi paper rice васи бумага бумажный рисовая",
    "rattan": "rattan wicker ротанг ротанговый плетеный",
    "bamboo": "bamboo бамбук бамбуковый",
    "glass": "glass стекло стекол стеклянный",
    "opal_glass": "opal glass опал опаловый стекло стекол стеклянный матовый",
    "metal": "metal steel металл металлический",
}

# A white or cream lining is what most shades have: "white" must not find them all.
LINING = {
    "gold": "gold golden lining золото золотой подкладка",
    "silver": "silver lining серебро серебряный подкладка",
    "copper": "copper lining медь медный подкладка",
}

LIGHT = {
    "glows": "glows translucent просвечивает светится",
    "half": "half dim наполовину полупрозрачный",
    "opaque": "opaque непрозрачный глухой",
}

COLOUR = {
    "natural": "natural beige натуральный естественный бежевый",
    "white": "white белый",
    "grey": "grey gray серый",
    "black": "black черный",
    "brown": "brown коричневый",
    "red": "red красный",
    "pink": "pink rose розовый",
    "yellow": "yellow желтый",
    "green": "green зеленый",
    "blue": "blue синий голубой",
    "multicolour": "multicolour multicolor colourful colorful разноцветный цветной пестрый",
}

USE = {
    "table": "table desk bedside lamp настольный лампа",
    "floor": "floor standing lamp торшер напольный лампа",
    "pendant": "pendant hanging ceiling lamp подвес подвесной потолочный люстра лампа",
    "wall": "wall sconce lamp бра настенный лампа",
}

# Words of a query that say nothing about a shade.
SMALL_WORDS = "a an and by for from in made of on the to with без в во для до и из к ко на о от по под с со у"
EMPTY = frozenset(SMALL_WORDS.split())

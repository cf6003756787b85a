"""Words that people type for the trade's codes, in both languages, whatever the language of the page.

Of a Russian word each stem stands once: endings are taken off by `text.stem`, but «хлопок» and «хлопка» have no stem in
common, nor have the forms of «лён», which are too short for an ending to be told.
"""

# They apply to every shade, so they are ignored, together with the words beside them in a query.
ALWAYS = "lampshade shade cover абажур плафон"
BESIDE = (
    "lamp light room bulb holder socket cap fitting new spare replacement "
    "лампа светильник комната лампочка патрон цоколь новый запасной сменный"
)

SHAPE = {
    "drum": "drum straight прямой барабан цилиндр",
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
    "globe": "globe ball sphere round lantern шар шаровидный круглый сфера фонарь фонарик",
    "cylinder": "tall narrow cylinder cylindrical высокий узкий цилиндр цилиндрический",
}

FINISH = {
    "plain": "plain гладкий",
    "knife_pleat": "knife pleat pleated accordion плиссе плиссированный складки складка гармошка",
    "box_pleat": "box pleat pleated бантовая складка складки плиссе плиссированный",
    "ribbed": "ribbed ribs ребра ребристый",
    "woven": "woven wicker basket плетеный плетение корзина",
    "leaded": "leaded stained tiffany витраж витражный тиффани",
}

FITTING = {
    "ring_e27": "ring e27 es edison screw кольцо кольца эдисон",
    "ring_e14_b22": "ring e14 b22 ses bc bayonet кольцо кольца байонет",
    "duplex": "duplex ring carrier дуплекс кольцо кольца держатель",
    "spider": "spider harp finial паук",
    "uno": "uno ring уно кольцо кольца",
    "clip_bulb": "clip клипса прищепка",
    "clip_candle": "clip candle клипса прищепка свеча",
    "pendant_grip": "cord grip кабель провод",
}

MATERIAL = {
    "linen": "linen flax fabric cloth textile лен льна льну льном льне льняной ткань тканевый текстильный",
    "cotton": "cotton fabric cloth textile хлопок хлопка хлопковый хлопчатобумажный ткань тканевый текстильный",
    "silk": "silk silken fabric cloth textile шелк шелковый ткань тканевый текстильный",
    "velvet": "velvet fabric cloth textile бархат бархатный велюр ткань тканевый текстильный",
    "paper": "paper бумага бумажный",
    "washi": "washi paper rice japanese васи бумага бумажный рисовая японский",
    "rattan": "rattan cane wicker ротанг ротанговый плетеный",
    "bamboo": "bamboo бамбук бамбуковый",
    "glass": "glass стекло стекол стеклянный",
    "opal_glass": "opal glass опал опаловый стекло стекол стеклянный матовый",
    "metal": "metal steel металл металлический",
}

# Most shades have a white or cream lining: "white" must not find them all.
LINING = {
    "gold": "gold golden lining золото золотой подкладка",
    "silver": "silver lining серебро серебряный подкладка",
    "copper": "copper lining медь медный подкладка",
}

LIGHT = {
    "glows": "glows translucent transparent sheer see through bright просвечивает светится прозрачный яркий",
    "half": "half dim наполовину полупрозрачный",
    "opaque": "opaque непрозрачный глухой",
}

COLOUR = {
    "natural": "natural beige neutral натуральный естественный бежевый нейтральный",
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

# Rooms are found by the lamps that are usual there.
USE = {
    "table": "table desk bedside bedroom guest nightstand night reading office study "
    "настольный спальня прикроватный кровать кровати ночник чтение кабинет рабочий письменный стол",
    "floor": "floor standing standard living lounge reading торшер напольный гостиная чтение",
    "pendant": "pendant hanging ceiling chandelier kitchen dining hall hallway corridor foyer entrance stairs "
    "подвес подвесной потолочный люстра кухня столовая обеденный стол прихожая коридор холл лестница",
    "wall": "wall sconce bedroom бра настенный спальня",
}
# Children's rooms: soft light, and nothing that breaks.
NURSERY = "nursery kids children baby teenager girls boys playroom детский детская ребенок малыш подросток"
FOR_NURSERY = ("cotton", "paper", "washi")

SMALL, MEDIUM, LARGE = "small little mini маленький небольшой мини", "medium средний", "large big большой крупный"
# Widest measure, in mm.
SMALL_TO, LARGE_FROM = 250, 400

# Words of a query that are ignored.
SMALL_WORDS = (
    "a an and by for from in made my of off on or over the to with your "
    "без в во для до и из к ко на над о от по под с со у"
)
EMPTY = frozenset(SMALL_WORDS.split())

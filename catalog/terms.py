"""The trade's terms: the codes of the data sheet, the same in the database, in addresses and in files."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Shape(TextChoices):
    DRUM = "drum", pgettext_lazy("shape", "Drum")
    TAPERED_DRUM = "tapered_drum", pgettext_lazy("shape", "Tapered drum")
    EMPIRE = "empire", pgettext_lazy("shape", "Empire")
    COOLIE = "coolie", pgettext_lazy("shape", "Wide cone")
    CONE = "cone", pgettext_lazy("shape", "Cone")
    BELL = "bell", pgettext_lazy("shape", "Bell")
    DOME = "dome", pgettext_lazy("shape", "Dome")
    MUSHROOM = "mushroom", pgettext_lazy("shape", "Mushroom")
    PAGODA = "pagoda", pgettext_lazy("shape", "Pagoda")
    OVAL = "oval", pgettext_lazy("shape", "Oval")
    SQUARE = "square", pgettext_lazy("shape", "Square")
    RECTANGLE = "rectangle", pgettext_lazy("shape", "Rectangle")
    HEXAGON = "hexagon", pgettext_lazy("shape", "Hexagon")
    SCALLOPED = "scalloped", pgettext_lazy("shape", "Scalloped")
    GLOBE = "globe", pgettext_lazy("shape", "Globe")
    CYLINDER = "cylinder", pgettext_lazy("shape", "Tall cylinder")


# Shapes whose upper opening may be wider than the lower one.
TOP_MAY_BE_WIDER = (Shape.GLOBE, Shape.DOME, Shape.MUSHROOM, Shape.PAGODA, Shape.SCALLOPED)
# Shapes with two sides, whose size a diameter alone does not give.
TWO_SIDED = (Shape.OVAL, Shape.RECTANGLE)
# Shapes whose other side is used if it is known. A square needs none: its side is its diameter.
SIDED = (*TWO_SIDED, Shape.SQUARE)


class Finish(TextChoices):
    PLAIN = "plain", pgettext_lazy("finish", "Plain")
    KNIFE_PLEAT = "knife_pleat", pgettext_lazy("finish", "Knife pleats")
    BOX_PLEAT = "box_pleat", pgettext_lazy("finish", "Box pleats")
    RIBBED = "ribbed", pgettext_lazy("finish", "Ribbed")
    WOVEN = "woven", pgettext_lazy("finish", "Woven")
    LEADED = "leaded", pgettext_lazy("finish", "Leaded glass")


class Fitting(TextChoices):
    RING_E27 = "ring_e27", pgettext_lazy("fitting", "Ring for E27")
    RING_E14_B22 = "ring_e14_b22", pgettext_lazy("fitting", "Ring for E14 and B22")
    DUPLEX = "duplex", pgettext_lazy("fitting", "Duplex ring on a carrier")
    SPIDER = "spider", pgettext_lazy("fitting", "Spider, for a harp")
    UNO = "uno", pgettext_lazy("fitting", "UNO ring")
    CLIP_BULB = "clip_bulb", pgettext_lazy("fitting", "Clip for a round bulb")
    CLIP_CANDLE = "clip_candle", pgettext_lazy("fitting", "Clip for a candle bulb")
    PENDANT_GRIP = "pendant_grip", pgettext_lazy("fitting", "Pendant cord grip")


# Fittings with a ring, whose inside diameter must be known.
WITH_RING = (Fitting.RING_E27, Fitting.RING_E14_B22, Fitting.DUPLEX, Fitting.UNO)
# Those whose ring diameter determines what they fit: a duplex ring is only "about 110 mm".
WITH_TELLING_RING = (Fitting.RING_E27, Fitting.RING_E14_B22, Fitting.UNO)
# A clip has no ring: a number in the field is ignored.
CLIPS = (Fitting.CLIP_BULB, Fitting.CLIP_CANDLE)


class FittingPosition(TextChoices):
    BASE = "base", pgettext_lazy("fitting position", "At the bottom of the shade")
    TOP = "top", pgettext_lazy("fitting position", "At the top of the shade")
    REVERSIBLE = "reversible", pgettext_lazy("fitting position", "Reversible: table or pendant")


class Material(TextChoices):
    LINEN = "linen", pgettext_lazy("material", "Linen")
    COTTON = "cotton", pgettext_lazy("material", "Cotton")
    SILK = "silk", pgettext_lazy("material", "Silk")
    VELVET = "velvet", pgettext_lazy("material", "Velvet")
    PAPER = "paper", pgettext_lazy("material", "Paper")
    WASHI = "washi", pgettext_lazy("material", "Washi paper")
    RATTAN = "rattan", pgettext_lazy("material", "Rattan")
    BAMBOO = "bamboo", pgettext_lazy("material", "Bamboo")
    GLASS = "glass", pgettext_lazy("material", "Glass")
    OPAL_GLASS = "opal_glass", pgettext_lazy("material", "Opal glass")
    METAL = "metal", pgettext_lazy("material", "Metal")


class Lining(TextChoices):
    NONE = "none", pgettext_lazy("lining", "None")
    WHITE = "white", pgettext_lazy("lining", "White")
    CREAM = "cream", pgettext_lazy("lining", "Cream")
    GOLD = "gold", pgettext_lazy("lining", "Gold")
    SILVER = "silver", pgettext_lazy("lining", "Silver")
    COPPER = "copper", pgettext_lazy("lining", "Copper")


class Light(TextChoices):
    GLOWS = "glows", pgettext_lazy("light", "Glows")
    HALF = "half", pgettext_lazy("light", "Some light")
    OPAQUE = "opaque", pgettext_lazy("light", "Opaque")


class ColourFamily(TextChoices):
    NATURAL = "natural", pgettext_lazy("colour", "Natural")
    WHITE = "white", pgettext_lazy("colour", "White")
    GREY = "grey", pgettext_lazy("colour", "Grey")
    BLACK = "black", pgettext_lazy("colour", "Black")
    BROWN = "brown", pgettext_lazy("colour", "Brown")
    RED = "red", pgettext_lazy("colour", "Red")
    PINK = "pink", pgettext_lazy("colour", "Pink")
    YELLOW = "yellow", pgettext_lazy("colour", "Yellow")
    GREEN = "green", pgettext_lazy("colour", "Green")
    BLUE = "blue", pgettext_lazy("colour", "Blue")
    MULTICOLOUR = "multicolour", pgettext_lazy("colour", "Multicolour")


class BulbBase(TextChoices):
    """The bulb that the shade is made for. Standard names, the same in every language."""

    E27 = "E27", "E27"
    E14 = "E14", "E14"
    B22 = "B22", "B22"
    G9 = "G9", "G9"


class Holder(TextChoices):
    """The part of a lamp that holds the shade."""

    E27 = "e27", "E27"
    E14 = "e14", "E14"
    B22 = "b22", "B22"
    SPIDER = "spider", pgettext_lazy("holder", "Harp")
    UNO = "uno", pgettext_lazy("holder", "UNO")
    PENDANT = "pendant", pgettext_lazy("holder", "Hanging cable")


class Use(TextChoices):
    TABLE = "table", pgettext_lazy("use", "Table lamp")
    FLOOR = "floor", pgettext_lazy("use", "Floor lamp")
    PENDANT = "pendant", pgettext_lazy("use", "Pendant")
    WALL = "wall", pgettext_lazy("use", "Wall lamp")


class PhotoKind(TextChoices):
    UNLIT = "unlit", pgettext_lazy("photograph", "By day, unlit")
    LIT = "lit", pgettext_lazy("photograph", "Lit")
    FITTING = "fitting", pgettext_lazy("photograph", "Fitting")
    DETAIL = "detail", pgettext_lazy("photograph", "Detail")
    ROOM = "room", pgettext_lazy("photograph", "In a room")


class Reason(TextChoices):
    """Why stock changed."""

    RECEIPT = "receipt", pgettext_lazy("stock", "Received")
    CORRECTION = "correction", pgettext_lazy("stock", "Stocktake")
    LOSS = "loss", pgettext_lazy("stock", "Broken or lost")
    SALE = "sale", pgettext_lazy("stock", "Sold")
    CANCELLATION = "cancellation", pgettext_lazy("stock", "Order cancelled")
    RETURNED = "returned", pgettext_lazy("stock", "Came back")
    TAKEN_UP = "taken_up", pgettext_lazy("stock", "Order taken up again")


# Reasons for staff to choose; the others are written by orders.
STAFF_REASONS = (Reason.RECEIPT, Reason.CORRECTION, Reason.LOSS)

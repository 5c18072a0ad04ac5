"""The Spanish words that are refused or remarked on, by code: data for rules_patterns.py.

They are met with and without their accents.
"""

from __future__ import annotations

_PILLS = r"(?:pastillas?|tabletas?|comprimidos?|medicamentos?|medicación|medicinas?|antidepresivos?|tratamiento)"
_ALCOHOL = r"(?:vino|cerveza|whisky|vodka|ginebra|ron|alcohol|licor|copas?)"
_HURT = r"(?:te hizo daño|te hirió|abusó de ti|te agredió|te violó|te maltrató)"
_EVENT = r"(?:trauma|abuso|agresión|violación|ataque|accidente|maltrato)"
_ILL = (
    r"(?:depresión|ansiedad crónica|trastorno|tept|toc|bipolaridad|esquizofrenia|enfermedad mental)"
)
_TENS = r"(?:once|doce|trece|catorce|quince|veinte|treinta|cuarenta|cincuenta|sesenta)"

SPANISH = {
    "CK032": (
        r"ahorca\w+|cort(?:arte|arse)|córtate(?! (?:el pelo|las uñas))|cuchillas?|sobredosis|letal(?:es)?|laxantes?|vomit\w+|"
        r"purgarte|purgarse|hazte daño|haceos daño|lastímate|quítate la vida|quitarte la vida|suicídate|mátate|"
        r"(?:acaba|acabar|termina|terminar) con tu vida|(?:puñado|bote|caja) de pastillas|todas (?:tus|las) pastillas|"
        r"quémate|quemarte|salta(?:r)? (?:de|desde) (?:un|el|una|la) (?:puente|tejado|ventana|azotea)|tírate (?:de|desde|al tren)|"
        r"golpea (?:la|una) pared|golpéate la cabeza|fuma (?:un porro|marihuana|hierba)|porros?|cocaína|heroína|"
        r"carta de despedida|monóxido de carbono|bebe lejía|cuerda al cuello|arráncate"
    ),
    "MEALS": (
        r"sáltate (?:la|una|el|las) (?:comidas?|cena|desayuno|almuerzo)|(?:saltarte|saltes) (?:(?:la|una|el|las) )?(?:comidas?|cena|desayuno|almuerzo)|"
        r"ayun(?:a|ar|as|o|e)|no comas (?:nada|hasta|hoy)|deja de comer|pasa (?:un|el) día sin comer"
    ),
    "CK033": (
        r"melatonina|valeriana|diazepam|lorazepam|orfidal|ibuprofeno|paracetamol|aspirina|suplementos?|somníferos?|sedantes?|cigarrillos?|"
        r"(?:toma|tómate|tomar|prueba|traga) (?:(?:una?|dos|tres|media|el|la|tu|tus|las|más|otra) )?(?:\w+ )?"
        rf"{_PILLS}(?! (?:como siempre|de siempre))|"
        rf"(?:deja|dejar|dejes|suspende|reduce|baja|sube|dobla|salta) (?:de tomar )?(?:(?:tus?|las?|el|los) )?(?:{_PILLS}|dosis)|"
        rf"(?:bebe|beber|bebas|toma|tómate|tomar|sirve|sírvete|abre|prueba) (?:(?:una?|un|dos|poco|de|copa|vaso|botella|algo|más) ){{0,4}}{_ALCOHOL}|"
        rf"(?:copas?|vaso|botella|trago) de {_ALCOHOL}|emborráchate|emborracharte|la dosis a la mitad"
    ),
    "CK034": r"imc|calorías?|perder peso|adelgazar|talla de ropa|pésate|(?:diez|cinco|seis|ocho) mil pasos|súbete a la báscula",
    "BODY": rf"(?:diez|{_TENS}) (?:flexiones|sentadillas|abdominales)",
    "CK035": (
        r"cura(?:r)?(?! nada)|garantiza\w*|siempre (?:funciona|ayuda|calma)|funciona (?:siempre|para todos|para todo el mundo)|"
        r"nunca falla|sana(?:r)? (?:el|tu) trauma|libera el trauma|(?:clínicamente|científicamente) (?:probado|demostrado)|"
        r"(?:ciencia|estudios|científicos) (?:lo )?(?:ha|han) (?:demostrado|probado)|milagro\w*|al instante|en segundos|"
        r"(?:reinicia|resetea|reprograma) (?:tu|el) (?:sistema nervioso|nervio vago|cerebro|mente)|nervio vago|"
        r"(?:nunca|no) volverás a (?:tener|sentir)|para siempre|te (?:sentirás|quedarás) (?:mejor|bien|en calma)|"
        r"(?:acaba|termina) con (?:la|tu) (?:ansiedad|pánico|miedo|depresión)|detendrá (?:el|tu|la)"
    ),
    "CK036": (
        r"comet\w+ (?:un )?suicidio|se suicid(?:ó|aron)|se quitó la vida|intento (?:de suicidio )?(?:fallido|exitoso|frustrado)|"
        r"drogadict\w+|adict[oa]s?|alcohólic[oa]s?|esquizofrénic[oa]s?|gente como tú|personas como tú|locos de|"
        r"estás (?:enferm[oa]|deprimid[oa]|loc[oa]|rot[oa])|eres (?:un |una )?(?:enferm[oa]|bipolar|depresiv[oa]|adict[oa]|paranoic[oa]|loc[oa]|narcisista)|"
        rf"tienes (?:un |una )?{_ILL}|sufres (?:de )?{_ILL}|tu (?:trastorno|enfermedad|diagnóstico|depresión)|llamar la atención"
    ),
    "CK037": (
        r"goma (?:elástica )?(?:en|contra) tu muñeca|goma elástica|tinta roja|(?:en|sobre) tu (?:piel|brazo|muñeca) (?:\w+ ){0,4}roj[oa]|"
        r"baño (?:de hielo|helado)|ducha (?:helada|fría|congelada)|agua helada|(?:aprieta|sujeta|agarra) (?:un )?hielo|hasta que (?:te )?(?:duela|queme|sangre)|"
        r"hasta que no puedas más|hiperventil\w+|respira (?:muy )?(?:rápido|deprisa)|golpéate|pellízcate|pellizca|muérdete|abofetéate|aráñate|"
        r"(?:aguanta|aguantar|aguantes|contén|contener) (?:la respiración|el aire|el aliento)(?! (?:dos|tres|cuatro|cinco|[2-5]) )|"
        r"pasar? la noche en vela|no duermas|castígate|ducha muy caliente"
    ),
    "CK038": (
        rf"(?:revive|revivir|recuerda|recordar|describe|escribe|cuenta|imagina|piensa|repasa|vuelve) (?:\w+ ){{0,3}}(?:el|la|tu|del|al) {_EVENT}(?! (?:de|al))|"
        r"lo que te (?:hizo|hicieron|pasó)|momento en que (?:ocurrió|pasó|empezó)|peor (?:momento|recuerdo) de tu|recuerdos (?:reprimidos|ocultos|perdidos)|"
        r"(?:perdona|perdonar|llama|escribe|contacta|habla|visita|enfréntate|busca|ve) (?:a |con )?(?:tu|el|la) (?:agresora?|abusadora?|maltratadora?|violador|ex)|"
        rf"(?:perdona|llama|escribe|habla|visita) (?:a |con )?(?:quien|la persona que|el que|la que) {_HURT}|vidas? pasadas?|regresión"
    ),
    "CK039": (
        r"me (?:salvó|curó|cambió la vida|ayudó(?! (?:que|cuando)))|(?:mi|mis) pacientes?|a mí me (?:funcionó|ayudó|sirve|sirvió)|"
        r"mi (?:amig[oa]|herman[oa]|madre|padre|terapeuta|psicólog[oa]|prim[oa]) (?:\w+ )?(?:lo hace|lo usa|me lo|dice|hace|usa|jura)|cuando yo era|uno de mis (?:pacientes|clientes)"
    ),
    "CK040": (
        r"(?:llama|llamar) (?:a )?(?:una ambulancia|emergencias|urgencias|el teléfono de la esperanza)|ve a urgencias|(?:llama|marca) (?:al )?(?:cero|uno) \w+ \w+"
    ),
    "CK103": (
        r"solo|sólo|simplemente|fácil(?:mente)?|debes|deberías|tienes que|al menos|obviamente|por supuesto|"
        r"anímate|sé fuerte|no es para tanto|otros están peor|piensa en positivo|cálmate"
    ),
    "CK106": (
        r"violenci\w+|racis\w+|acos(?:o|a|an|ad\w+|ar(?:te|la|le|me)?|ando)|abus\w+|maltrat\w+|te (?:pega|pegue|golpea|golpee|grita|grite|amenaza|amenace|insulta)|"
        r"(?:perdona|acepta) (?:\w+ ){0,4}lo que te hizo|por lo que te hizo"
    ),
    "CK107": r"compra (?:una?|el|la|tu)|compra en|suscr\w+|descarg\w+|descuento|cupón|curso en línea|regístrate|una app|la app|prueba gratis",
    "CK108": (
        r"adolescentes?|para niños|menores|embaraz\w+|psicosis|psicótic\w+|manía|trastorno alimentario|anorexi\w+|bulimi\w+|atracón|"
        r"compulsi\w+|oyes voces|oír voces|autolesi\w+|suicid\w+|abstinencia"
    ),
}  # fmt: skip

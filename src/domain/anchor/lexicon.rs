//! Words whose change a reader must be asked about.

use super::tokens::Words;

/// Kinds of words, to be combined.
pub(super) const NUMBER: u8 = 1;
pub(super) const NEGATION: u8 = 2;
pub(super) const DIRECTION: u8 = 4;

/// The lists, ready to be looked up.
pub(super) struct Lexicon {
    words: Words,
    /// The kinds of each, by number.
    kinds: Vec<u8>,
}

impl Lexicon {
    pub(super) fn new() -> Self {
        let mut lexicon = Self { words: Words::new(512), kinds: Vec::with_capacity(512) };
        for (list, kind) in [(NUMBERS, NUMBER), (NEGATIONS, NEGATION), (DIRECTIONS, DIRECTION)] {
            for word in list.split_ascii_whitespace() {
                let at = lexicon.words.add(word) as usize;
                lexicon.kinds.resize(lexicon.words.len(), 0);
                lexicon.kinds[at] |= kind;
            }
        }
        lexicon
    }

    /// What a folded word is; 0 for most.
    pub(super) fn kinds(&self, word: &str) -> u8 {
        self.words.get(word).map_or(0, |at| self.kinds[at as usize])
    }
}

// Folded as the texts are: no capitals, no accents. English first, then German,
// French and Spanish.
const NUMBERS: &str = "zero one two three four five six seven eight nine ten eleven twelve \
    thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty \
    seventy eighty ninety hundred hundreds thousand thousands million millions billion billions \
    trillion trillions dozen dozens half halves third thirds quarter quarters fifth tenth percent \
    once twice thrice double doubled doubles triple tripled first second fourth sixth seventh \
    eighth ninth single both \
    null zwei drei vier funf sechs sieben acht neun zehn elf zwolf zwanzig dreissig hundert \
    tausend million millionen milliarde milliarden halfte doppelt prozent \
    deux trois quatre cinq sept huit neuf dix onze douze vingt trente cent mille milliard \
    milliards moitie tiers quart \
    dos tres cuatro cinco seis siete ocho nueve diez once doce veinte treinta cien ciento mil \
    millon millones mitad tercio cuarto";
const NEGATIONS: &str = "not n't no never none nobody nothing nowhere neither nor cannot without \
    hardly barely scarcely seldom rarely unless except deny denies denied denying refuse refuses \
    refused reject rejects rejected fail fails failed false \
    nicht kein keine keinen keinem keiner keines nie niemals nichts niemand ohne weder kaum \
    ne pas jamais rien aucun aucune sans ni personne \
    nunca jamas nada nadie ningun ninguno ninguna sin tampoco";
const DIRECTIONS: &str = "rise rises rose risen rising fall falls fell fallen falling increase \
    increases increased increasing decrease decreases decreased decreasing grow grows grew grown \
    growing shrink shrinks shrank shrunk shrinking gain gains gained lose loses lost loss losses \
    climb climbs climbed drop drops dropped dropping decline declines declined declining surge \
    surged soar soared plunge plunged jump jumped slump slumped raise raised raises cut cuts lower \
    lowered lowers higher high low more less fewer most least above below over under up down upward \
    downward before after earlier later import imports imported importing export exports exported \
    exporting buy buys bought sell sells sold win wins won beat accept accepts accepted approve \
    approved allow allows allowed ban bans banned forbid forbidden support supports supported \
    oppose opposes opposed for against better worse best worst positive negative maximum minimum \
    max min enter enters leave leaves left right north south east west northern southern eastern \
    western start starts started stop stops stopped open opened close closed include includes \
    included exclude excluded strengthen strengthened weaken weakened expand expanded reduce \
    reduces reduced reducing always sometimes often surplus deficit profit guilty innocent alive \
    dead legal illegal true \
    mehr weniger hoher niedriger gestiegen gesunken steigt sinkt stieg sank uber unter vor nach \
    plus moins hausse baisse augmente diminue avant apres mas menos sube baja subio bajo aumento \
    antes despues";

//! Where the cards in the margin stand: beside what they speak of, none on top
//! of another.

/// A card that wants a place. All lengths in the same unit (CSS pixels).
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Card {
    /// Where the top of what it speaks of is.
    pub wanted: f64,
    /// How high the card is.
    pub height: f64,
}

/// The top of each card: in their order, `gap` apart. The card `held` stands
/// exactly where it wants to be; those before it give way upwards (never above
/// 0), those behind it downwards. Linear in the number of cards.
#[must_use]
pub fn stack(cards: &[Card], gap: f64, held: Option<usize>) -> Vec<f64> {
    let mut tops = Vec::with_capacity(cards.len());
    let mut free = 0.0_f64;
    for (i, card) in cards.iter().enumerate() {
        let top =
            if Some(i) == held { make_room(&mut tops, cards, gap, card.wanted) } else { free };
        let top = card.wanted.max(top);
        tops.push(top);
        free = top + card.height + gap;
    }
    tops
}

/// Pushes the cards that are already placed up, as far as there is room above
/// them, so that one fits at `wanted`; returns the place that is then free.
fn make_room(tops: &mut [f64], cards: &[Card], gap: f64, wanted: f64) -> f64 {
    let needed: f64 = cards[..tops.len()].iter().map(|card| card.height + gap).sum();
    let free = wanted.max(needed);
    let mut floor = free;
    for (top, card) in tops.iter_mut().zip(cards).rev() {
        floor -= gap + card.height;
        if *top <= floor {
            break;
        }
        *top = floor;
    }
    free
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn cards_give_way() {
        let card = |wanted| Card { wanted, height: 50.0 };
        assert_eq!(stack(&[card(0.0), card(10.0), card(200.0)], 10.0, None), [0.0, 60.0, 200.0]);
        assert_eq!(stack(&[card(100.0), card(110.0)], 10.0, Some(1)), [50.0, 110.0]);
        assert_eq!(stack(&[card(0.0), card(10.0)], 10.0, Some(1)), [0.0, 60.0]);
    }

    proptest! {
        #[test]
        fn no_card_covers_another(
            heights in prop::collection::vec((0u16..2000, 1u16..300), 1..20), held in 0usize..20
        ) {
            let mut cards: Vec<Card> = heights
                .iter()
                .map(|(wanted, height)| Card { wanted: f64::from(*wanted), height: f64::from(*height) })
                .collect();
            cards.sort_by(|a, b| a.wanted.total_cmp(&b.wanted));
            let tops = stack(&cards, 8.0, Some(held));
            prop_assert!(tops[0] >= 0.0);
            for i in 1..cards.len() {
                prop_assert!(tops[i] + 1e-6 >= tops[i - 1] + cards[i - 1].height + 8.0);
            }
        }
    }
}

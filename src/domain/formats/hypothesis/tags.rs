//! What of a record stands in tags, and how a person's own tags are kept apart.

/// The mark of a claim, of a source, and what goes before their particulars.
pub(super) const CLAIM: &str = "claim";
pub(super) const SOURCE: &str = "source";
pub(super) const TYPE: &str = "type:";
pub(super) const VERDICT: &str = "verdict:";
pub(super) const RELATION: &str = "relation:";
pub(super) const NUMBER: &str = "source:";

/// Before a tag of a person's own that would be taken for one of these.
const OWN: &str = "tag:";

/// A person's own tag as it is written.
pub(super) fn written(tag: &str) -> String {
    let starts = [TYPE, VERDICT, RELATION, NUMBER, OWN];
    match tag == CLAIM || tag == SOURCE || starts.iter().any(|start| tag.starts_with(start)) {
        true => format!("{OWN}{tag}"),
        false => tag.to_owned(),
    }
}

/// A tag of one's own as it was before.
fn unwritten(tag: &str) -> String {
    tag.strip_prefix(OWN).unwrap_or(tag).to_owned()
}

/// What the tags of an annotation say.
#[derive(PartialEq, Debug)]
pub(super) enum Said {
    /// It is a claim of ours.
    Claim { kind: String, verdict: Option<String>, relations: Vec<String>, tags: Vec<String> },
    /// It is a source of ours.
    Source { number: u32, tags: Vec<String> },
    /// It is somebody's remark.
    Else { tags: Vec<String> },
}

/// Reads them, in any order.
pub(super) fn read(all: Vec<String>) -> Said {
    let has = |mark: &str| all.iter().any(|tag| tag == mark);
    if has(CLAIM) && all.iter().any(|tag| tag.starts_with(TYPE)) {
        return read_claim(all);
    }
    let number = all.iter().find_map(|tag| tag.strip_prefix(NUMBER)?.parse::<u32>().ok());
    let Some(number) = number.filter(|_| has(SOURCE)) else { return Said::Else { tags: all } };
    let (mut mark, mut numbered) = (false, false);
    let mut tags = Vec::new();
    for tag in all {
        let is_number = tag.strip_prefix(NUMBER).is_some_and(|it| it.parse() == Ok(number));
        match tag {
            tag if !mark && tag == SOURCE => mark = true,
            _ if !numbered && is_number => numbered = true,
            tag => tags.push(unwritten(&tag)),
        }
    }
    Said::Source { number, tags }
}

/// The first of each kind counts; a second one is somebody's own.
fn read_claim(all: Vec<String>) -> Said {
    let (mut mark, mut kind, mut verdict) = (false, None, None);
    let (mut relations, mut tags) = (Vec::new(), Vec::new());
    for tag in all {
        if !mark && tag == CLAIM {
            mark = true;
        } else if let (None, Some(key)) = (&kind, tag.strip_prefix(TYPE)) {
            kind = Some(key.to_owned());
        } else if let (None, Some(key)) = (&verdict, tag.strip_prefix(VERDICT)) {
            verdict = Some(key.to_owned());
        } else if let Some(relation) = tag.strip_prefix(RELATION) {
            relations.push(relation.to_owned());
        } else {
            tags.push(unwritten(&tag));
        }
    }
    Said::Claim { kind: kind.unwrap_or_default(), verdict, relations, tags }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(tags: &[&str]) -> Vec<String> {
        tags.iter().map(|tag| (*tag).to_owned()).collect()
    }

    #[test]
    fn a_persons_own_tags_are_kept_apart() {
        for tag in ["claim", "type:x", "verdict:", "tag:a", "tag:tag:", "health", "", "source:1"] {
            let written = texts(&["claim", "type:fact", &written(tag)]);
            let (kind, relations) = ("fact".into(), vec![]);
            let expected = Said::Claim { kind, verdict: None, relations, tags: texts(&[tag]) };
            assert_eq!(read(written), expected);
        }
    }

    #[test]
    fn tags_of_others_are_left_alone() {
        for tags in [&["claim"][..], &["tag:a", "verdict:x"], &["source"], &["source", "source:x"]]
        {
            assert_eq!(read(texts(tags)), Said::Else { tags: texts(tags) });
        }
        let shuffled = texts(&["mine", "source:2", "source"]);
        assert_eq!(read(shuffled), Said::Source { number: 2, tags: texts(&["mine"]) });
    }
}
